package io.rivulet.cli.console.planted;

import io.rivulet.cli.rest.planted.CycleEnd;

/** Breaks, with {@link CycleEnd}, the rule against circles of packages. */
public final class CycleStart {

  final CycleEnd end;

  CycleStart(CycleEnd end) {
    this.end = end;
  }
}
