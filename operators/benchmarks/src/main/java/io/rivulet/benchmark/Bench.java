package io.rivulet.benchmark;

import java.util.List;
import java.util.function.Consumer;

/**
 * Measures some cases, and hands over each row as soon as it is known. Each kernel bench gets a JVM
 * of its own, so that no loop is compiled for what another one did; one that is to be measured in
 * plain Java too stands in the list twice, under two names.
 */
public interface Bench {

  /** What it measures, for progress and for choosing it: as in {@code rls-64}. */
  String name();

  void run(Consumer<BenchRow> rows) throws Exception;

  /**
   * Options of the JVM in which a kernel is measured; {@code --add-modules jdk.incubator.vector}
   * lets the loops run on the Vector API.
   */
  default List<String> jvmOptions() {
    return List.of("--add-modules", "jdk.incubator.vector");
  }
}
