package io.rivulet.cli.check;

import io.rivulet.cli.local.LocalPlatform;
import io.rivulet.job.kafka.Finding;
import java.util.List;

/** Says why the local broker is not used when no broker is named. */
public final class LocalBrokerAdvice {

  private static final String BROKER = "kafka.bootstrap.servers";

  private LocalBrokerAdvice() {}

  /** The findings, where a missing broker is a dead one if the local one is dead. */
  public static List<Finding> in(List<Finding> findings, LocalPlatform platform) {
    boolean dead = platform.status().dead().contains("broker");
    return dead ? findings.stream().map(LocalBrokerAdvice::ofDead).toList() : findings;
  }

  private static Finding ofDead(Finding finding) {
    boolean missing = finding.subject().equals(BROKER) && finding.message().contains("is not set");
    return missing
        ? Finding.error(
            BROKER,
            "the local broker is dead; start it again with 'up', or name another in the file or"
                + " with --kafka.bootstrap.servers HOST:PORT")
        : finding;
  }
}
