package io.rivulet.benchmark.kernel;

/** Something that is repeated and measured. */
interface Work {

  /** Does it so many times. */
  void take(int times) throws Exception;
}
