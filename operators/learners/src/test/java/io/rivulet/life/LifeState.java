package io.rivulet.life;

import static io.rivulet.control.AckStatus.COMPLETED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;

/** A state of a model, and how a model comes into it. */
enum LifeState {
  ABSENT,
  LIVE,
  FROZEN,
  DELETED;

  /** The samples that a model has learned in every state but {@link #ABSENT}. */
  static final int LEARNED = 7;

  boolean exists() {
    return this == LIVE || this == FROZEN;
  }

  /** A model in this state, with a snapshot "s" of its version 4. */
  Bench of(Kind kind) {
    Bench bench = new Bench(kind.spec());
    if (this == ABSENT) {
      return bench;
    }
    SplittableRandom random = new SplittableRandom(kind.seed());
    for (int i = 0; i < LEARNED; i++) {
      bench.sample(kind.sample(random, ",'ts':" + i));
      if (i == 3) {
        assertThat(bench.command("snapshot", ",'name':'s'").status()).isEqualTo(COMPLETED);
      }
    }
    switch (this) {
      case FROZEN -> bench.command("freeze");
      case DELETED -> bench.command("delete");
      default -> {}
    }
    assertThat(bench.rejected).isEmpty();
    return bench;
  }
}
