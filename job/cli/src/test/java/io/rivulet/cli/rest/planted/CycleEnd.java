package io.rivulet.cli.rest.planted;

import io.rivulet.cli.console.planted.CycleStart;

/** Breaks, with {@link CycleStart}, the rule against circles of packages. */
public final class CycleEnd {

  final CycleStart start;

  CycleEnd(CycleStart start) {
    this.start = start;
  }
}
