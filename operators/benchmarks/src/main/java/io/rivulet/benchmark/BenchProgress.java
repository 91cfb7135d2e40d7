package io.rivulet.benchmark;

/** Hears what is being done, for whoever waits. */
public interface BenchProgress {

  void stage(String text);
}
