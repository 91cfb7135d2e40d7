package io.rivulet.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalProcessTest {

  private static final ProcessHandle SELF = ProcessHandle.current();

  @Test
  void lives_sameStart_isTrue() {
    assertThat(LocalProcess.of("broker-000000", SELF).lives()).isTrue();
  }

  @Test
  void lives_recycledPid_isFalse() {
    LocalProcess now = LocalProcess.of("broker-000000", SELF);

    var earlier = new LocalProcess(now.id(), now.pid(), now.startedAt() - 60_000);

    assertThat(earlier.lives()).isFalse();
  }

  @Test
  void lives_endedProcess_isFalse() throws Exception {
    Process process = new ProcessBuilder(Launcher.java(), "-version").start();
    LocalProcess ended = LocalProcess.of("broker-000000", process.toHandle());

    process.waitFor();

    assertThat(ended.lives()).isFalse();
  }
}
