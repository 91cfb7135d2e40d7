package io.rivulet.job.kafka;

/**
 * Which samples are looked at for models in more than one partition.
 *
 * @param records most from the end of each partition; 0 looks at none
 * @param since none with an earlier Kafka timestamp, in milliseconds since 1970
 */
public record NewestSamples(int records, long since) {

  public static final NewestSamples NONE = new NewestSamples(0, 0);
}
