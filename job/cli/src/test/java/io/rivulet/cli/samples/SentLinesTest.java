package io.rivulet.cli.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SentLinesTest {

  private final SentLines lines = new SentLines(10);

  @Test
  void acknowledged_nothingSent_isWhatWasSkipped() {
    assertThat(lines.acknowledged()).isEqualTo(10);
  }

  @Test
  void acknowledged_laterLineFirst_waitsForTheEarlier() {
    var first = new CompletableFuture<String>();
    lines.sent(11, first);
    lines.blank(12);
    lines.sent(13, CompletableFuture.completedFuture("taken"));

    assertThat(lines.acknowledged()).isEqualTo(10);

    first.complete("taken");

    assertThat(lines.acknowledged()).isEqualTo(13);
  }

  @Test
  void acknowledged_lineNotTaken_endsBeforeIt() {
    lines.sent(11, CompletableFuture.completedFuture("taken"));
    lines.blank(12);
    lines.sent(13, CompletableFuture.failedFuture(new IllegalStateException("too large")));
    lines.sent(14, CompletableFuture.completedFuture("taken"));

    assertThat(lines.acknowledged()).isEqualTo(12);
  }
}
