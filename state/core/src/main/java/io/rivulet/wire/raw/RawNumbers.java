package io.rivulet.wire.raw;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers as bytes: float64, little-endian, one after the other. */
public final class RawNumbers {

  private RawNumbers() {}

  /** The numbers in bytes whose length is a multiple of 8. Minus zero is read as zero. */
  public static double[] read(byte[] bytes) {
    double[] numbers = new double[bytes.length / Double.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(numbers);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] += 0.0;
    }
    return numbers;
  }

  /** The bytes of x, followed by those of y. */
  public static byte[] write(double[] x, double... y) {
    byte[] bytes = new byte[Double.BYTES * (x.length + y.length)];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(x).put(y);
    return bytes;
  }
}
