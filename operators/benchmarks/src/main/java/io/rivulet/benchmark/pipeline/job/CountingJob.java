package io.rivulet.benchmark.pipeline.job;

import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The line of the job with counting in the place of learning: the same source, key, shuffle, state
 * backend and sinks, and as many bytes out. What it reaches is what Flink, RocksDB and Kafka leave
 * to any job with this traffic.
 */
public final class CountingJob {

  private CountingJob() {}

  public static void main(String[] args) throws Exception {
    JobLine line = new JobLine(args);
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    SingleOutputStreamOperator<Tuple2<String, byte[]>> weights =
        line.samples(environment)
            .keyBy(sample -> sample.f0)
            .process(
                new CountPerKey(
                    line.number("every"),
                    line.number("weight-bytes"),
                    line.number("prediction-bytes")),
                KeyedBytes.TYPE)
            .name("count");
    weights.sinkTo(line.sink(line.option("weights"))).name("weights");
    weights
        .getSideOutput(CountPerKey.PREDICTIONS)
        .sinkTo(line.sink(line.option("predictions")))
        .name("predictions");
    environment.execute(line.option("group"));
  }
}
