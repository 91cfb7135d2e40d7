package io.rivulet.job.kafka;

import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * Checks that the Kafka client is of the tested version, and reports the level of metadata of the
 * brokers, which do not tell their version.
 */
final class VersionCheck {

  private static final String TESTED = "4.2.";

  private VersionCheck() {}

  static List<Finding> findings(Admin admin, int brokers) {
    FinalizedVersionRange metadata =
        KafkaClients.await(admin.describeFeatures().featureMetadata())
            .finalizedFeatures()
            .get("metadata.version");
    String cluster =
        metadata == null
            ? "an unknown level"
            : "metadata.version "
                + metadata.maxVersionLevel()
                + " (Kafka "
                + release(metadata.maxVersionLevel())
                + ")";
    return of(AppInfoParser.getVersion(), brokers + " broker(s) at " + cluster);
  }

  static List<Finding> of(String client, String cluster) {
    if (client.startsWith(TESTED)) {
      return List.of(Finding.note("versions", "kafka-clients " + client + ", " + cluster));
    }
    return List.of(
        Finding.warning(
            "versions",
            "kafka-clients "
                + client
                + " instead of "
                + TESTED
                + "x, "
                + cluster
                + "; remove the other kafka-clients from the class path: 4.3 breaks exactly-once"
                + " at the first"
                + " checkpoint"));
  }

  /**
   * The release that brought a level; levels later than this build knows are reported as the last
   * that it knows.
   */
  static String release(int level) {
    var firstLevels = new TreeMap<Integer, String>();
    firstLevels.put(0, "before 3.9");
    firstLevels.put(21, "3.9");
    firstLevels.put(22, "4.0");
    firstLevels.put(26, "4.1");
    firstLevels.put(28, "4.2");
    firstLevels.put(30, "4.3 or later");
    return firstLevels.floorEntry(level).getValue();
  }
}
