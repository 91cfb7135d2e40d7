package io.rivulet.operator;

import io.rivulet.control.Command;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** Flink's harness for an operator with two keyed inputs in an environment of ours. */
@SuppressWarnings("try") // as Flink declares close()
final class TwoInputs extends AbstractStreamOperatorTestHarness<WeightRecord> {

  final LearnOperator learn;

  TwoInputs(LearnOperator learn, MockEnvironment environment) throws Exception {
    super(learn, environment);
    this.learn = learn;
    KeySelector<Sample, String> bySample = Sample::model;
    KeySelector<Command, String> byCommand = Command::model;
    config.setStatePartitioner(0, bySample);
    config.setStatePartitioner(1, byCommand);
    config.setStateKeySerializer(
        Types.STRING.createSerializer(executionConfig.getSerializerConfig()));
    config.serializeAllConfigs();
  }

  void sample(StreamRecord<Sample> sample) throws Exception {
    learn.setKeyContextElement1(sample);
    learn.processElement1(sample);
  }

  void command(StreamRecord<Command> command) throws Exception {
    learn.setKeyContextElement2(command);
    learn.processElement2(command);
  }
}
