package io.rivulet.job;

import io.rivulet.control.Command;
import io.rivulet.operator.DecodeControlFunction;
import io.rivulet.operator.DecodeFunction;
import io.rivulet.operator.LearnOperatorFactory;
import io.rivulet.operator.LearnSettings;
import io.rivulet.operator.Lease;
import io.rivulet.operator.SideOutputs;
import io.rivulet.operator.type.RecordTypes;
import io.rivulet.record.Origin;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The one topology: decode samples and commands, learn, publish. Takes streams and sinks of any
 * kind, so that a test swaps both ends. The uids stand in every savepoint: never change one.
 */
final class Topology {

  private Topology() {}

  static void build(
      DataStream<Origin> records,
      DataStream<Origin> control,
      LearnSettings settings,
      Lease.Provider leases,
      Sinks sinks) {
    SingleOutputStreamOperator<Sample> samples =
        records
            .process(new DecodeFunction(settings.limits()), RecordTypes.SAMPLE)
            .uid("decode")
            .name("decode");
    SingleOutputStreamOperator<Command> commands =
        control
            .process(new DecodeControlFunction(), TypeInformation.of(Command.class))
            .uid("decode-control")
            .name("decode-control");
    SingleOutputStreamOperator<WeightRecord> weights =
        samples
            .connect(commands)
            .keyBy(Sample::model, Command::model, Types.STRING)
            .transform("learn", RecordTypes.WEIGHTS, new LearnOperatorFactory(settings, leases))
            .uid("learn");
    weights.sinkTo(sinks.weights()).uid("weights").name("weights");
    weights
        .getSideOutput(SideOutputs.PREDICTIONS)
        .sinkTo(sinks.predictions())
        .uid("predictions")
        .name("predictions");
    weights.getSideOutput(SideOutputs.ACKS).sinkTo(sinks.acks()).uid("acks").name("acks");
    weights.getSideOutput(SideOutputs.STATES).sinkTo(sinks.states()).uid("states").name("states");
    weights
        .getSideOutput(SideOutputs.QUALITY)
        .sinkTo(sinks.metrics())
        .uid("metrics")
        .name("metrics");
    samples
        .getSideOutput(SideOutputs.REJECTED)
        .union(
            commands.getSideOutput(SideOutputs.REJECTED),
            weights.getSideOutput(SideOutputs.REJECTED))
        .sinkTo(sinks.rejected())
        .uid("dead-letter")
        .name("dead-letter");
  }
}
