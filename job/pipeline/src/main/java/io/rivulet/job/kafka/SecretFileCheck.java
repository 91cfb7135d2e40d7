package io.rivulet.job.kafka;

import io.rivulet.job.config.KafkaSettings;
import io.rivulet.job.config.secret.SecretReference;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Checks that this process can read each secret. For a key that its file lacks, Kafka reports
 * nothing and sends the reference itself as the secret.
 */
final class SecretFileCheck {

  private static final String SUBJECT = "kafka.properties.";

  private SecretFileCheck() {}

  static List<Finding> findings(KafkaSettings settings) {
    List<Finding> findings = new ArrayList<>();
    settings
        .properties()
        .references()
        .forEach(
            (property, reference) -> {
              if (!isReadable(reference)) {
                findings.add(
                    Finding.error(
                        SUBJECT + property,
                        "key "
                            + reference.key()
                            + " cannot be read from "
                            + reference.path()
                            + "; mount that properties file on every machine of the job, readable by its user,"
                            + " with this key"));
              }
            });
    return findings;
  }

  static boolean anyError(List<Finding> findings) {
    return findings.stream()
        .anyMatch(finding -> finding.isError() && finding.subject().startsWith(SUBJECT));
  }

  private static boolean isReadable(SecretReference reference) {
    var secrets = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(reference.path()))) {
      secrets.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
    return !secrets.getProperty(reference.key(), "").isEmpty();
  }
}
