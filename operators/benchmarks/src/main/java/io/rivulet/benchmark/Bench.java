package io.rivulet.benchmark;

import java.util.function.Consumer;

/** Measures some cases, and hands over each row as soon as it is known. */
public interface Bench {

  /** What it measures, for progress and for choosing it: as in {@code rls}. */
  String name();

  void run(Consumer<BenchRow> rows) throws Exception;
}
