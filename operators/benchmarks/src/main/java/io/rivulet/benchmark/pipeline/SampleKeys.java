package io.rivulet.benchmark.pipeline;

import java.nio.charset.StandardCharsets;

/**
 * The models that samples go to: each equally often, in a scattered order that is always the same.
 */
final class SampleKeys {

  /** A prime, so that it has no divisor in common with any number of models below it. */
  private static final long STEP = 982_451_653L;

  private final int models;

  SampleKeys(int models) {
    this.models = models;
  }

  int model(long index) {
    return (int) Math.floorMod(index * STEP, models);
  }

  static byte[] key(int model) {
    return ("m" + model).getBytes(StandardCharsets.UTF_8);
  }

  static int model(byte[] key) {
    return Integer.parseInt(new String(key, 1, key.length - 1, StandardCharsets.UTF_8));
  }
}
