package io.rivulet.job;

import io.rivulet.operator.DecodeFunction;
import io.rivulet.operator.LearnOperatorFactory;
import io.rivulet.operator.LearnSettings;
import io.rivulet.operator.Lease;
import io.rivulet.operator.SideOutputs;
import io.rivulet.record.Origin;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The one topology: decode, learn, publish. Takes streams and sinks of any kind, so that a test
 * swaps both ends. The uids stand in every savepoint: never change one.
 */
final class Topology {

  private Topology() {}

  static void build(
      DataStream<Origin> records, LearnSettings settings, Lease.Provider leases, Sinks sinks) {
    SingleOutputStreamOperator<Sample> samples =
        records
            .process(new DecodeFunction(settings.limits()), TypeInformation.of(Sample.class))
            .uid("decode")
            .name("decode");
    SingleOutputStreamOperator<WeightRecord> weights =
        samples
            .keyBy(Sample::model, Types.STRING)
            .transform(
                "learn",
                TypeInformation.of(WeightRecord.class),
                new LearnOperatorFactory(settings, leases))
            .uid("learn");
    weights.sinkTo(sinks.weights()).uid("weights").name("weights");
    weights
        .getSideOutput(SideOutputs.PREDICTIONS)
        .sinkTo(sinks.predictions())
        .uid("predictions")
        .name("predictions");
    samples
        .getSideOutput(SideOutputs.REJECTED)
        .union(weights.getSideOutput(SideOutputs.REJECTED))
        .sinkTo(sinks.rejected())
        .uid("dead-letter")
        .name("dead-letter");
  }
}
