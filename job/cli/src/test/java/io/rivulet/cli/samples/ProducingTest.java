package io.rivulet.cli.samples;

import io.rivulet.cli.kafka.CommandAccess;
import io.rivulet.cli.kafka.KafkaCommandTest;
import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.TopicReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code produce} on files of its own, against a real broker. */
abstract class ProducingTest extends KafkaCommandTest {

  @TempDir Path dir;

  /** The name of a file with this content. */
  final String file(String content) throws IOException {
    return Files.writeString(dir.resolve("samples.jsonl"), content).toString();
  }

  /** What the samples topic of this test holds. */
  final List<ConsumerRecord<byte[], byte[]>> samples() {
    ClusterAccess access = CommandAccess.with(client(), ClusterAccess.DEFAULT_TIMEOUT);
    List<ConsumerRecord<byte[], byte[]>> samples = new ArrayList<>();
    try (TopicReader reader = TopicReader.ofAll(access, prefix() + "samples")) {
      reader.readToEnd(samples::add, (done, total) -> {});
    }
    return samples;
  }

  static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
