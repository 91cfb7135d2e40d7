package io.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.Patience;
import io.rivulet.client.topic.SampleProducer;
import io.rivulet.client.topic.TopicException;
import io.rivulet.client.topic.TopicReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person is shown while a cluster does not answer. */
final class PatienceTest {

  private final List<String> shown = new ArrayList<>();

  @Test
  void show_silentBroker_beginsWithTheQuestionAndEndsWithItsFailure() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String servers = "127.0.0.1:" + silent.getLocalPort();
      ClusterAccess access =
          ClusterAccess.of(Map.of("bootstrap.servers", servers), Duration.ofMillis(200))
              .showing(this::show);

      assertThatThrownBy(() -> TopicReader.ofAll(access, "t"))
          .isInstanceOf(TopicException.class)
          .hasMessageContaining("no broker answered at " + servers + " within 200ms");
      assertThatThrownBy(() -> new SampleProducer(access.within(Duration.ofMillis(100)), "t"))
          .isInstanceOf(TopicException.class);

      assertThat(shown).containsExactly(servers, "ended", servers, "ended");
    }
  }

  private Patience.ShownWait show(String servers) {
    shown.add(servers);
    return () -> shown.add("ended");
  }
}
