package io.rivulet.benchmark.pipeline.job;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The line of the job with nothing in the place of learning: each sample goes, as it is, through
 * the same source, shuffle and sink. The time that it takes is what Flink and Kafka need with these
 * settings.
 */
public final class IdentityJob {

  private IdentityJob() {}

  public static void main(String[] args) throws Exception {
    JobLine line = new JobLine(args);
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    line.samples(environment)
        .keyBy(sample -> sample.f0)
        .map(sample -> sample, KeyedBytes.TYPE)
        .name("identity")
        .sinkTo(line.sink(line.option("weights")))
        .name("weights");
    environment.execute(line.option("group"));
  }
}
