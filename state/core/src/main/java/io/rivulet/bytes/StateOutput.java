package io.rivulet.bytes;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;

/**
 * Takes the bytes of a state, little-endian, into one array or into pieces of equal length. Arrays
 * of doubles are copied in bulk, whatever pieces they lie across.
 */
public final class StateOutput {

  /** Takes full pieces. */
  @FunctionalInterface
  public interface Pieces {

    /**
     * Takes a piece, of which only the last may be shorter than the array that it lies in.
     *
     * @return the array to go on with, which may be the same
     */
    byte[] take(byte[] piece, int length);
  }

  private final Pieces pieces;
  private final Checksums sums = new Checksums();
  private final byte[] split = new byte[Double.BYTES];
  private final ByteBuffer number = littleEndian(split);
  private byte[] array;
  private ByteBuffer window;
  private long before;

  private StateOutput(byte[] first, Pieces pieces) {
    this.array = first;
    this.window = littleEndian(first);
    this.pieces = pieces;
  }

  /** Writes into an array, from its start to its end at most. */
  public static StateOutput into(byte[] bytes) {
    return new StateOutput(bytes, StateOutput::noMore);
  }

  /** Writes piece by piece. */
  public static StateOutput into(int pieceBytes, Pieces pieces) {
    return new StateOutput(new byte[pieceBytes], pieces);
  }

  private static byte[] noMore(byte[] piece, int length) {
    throw new BufferOverflowException();
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The number of bytes so far. */
  public long position() {
    return before + window.position();
  }

  /** Hands over the last piece, unless nothing is in it. */
  public void finish() {
    if (window.position() > 0) {
      turn();
    }
  }

  /** Begins a stretch of bytes whose checksum {@link #checksum} returns; it may be in another. */
  public void begin() {
    sums.begin(window);
  }

  /** Ends the stretch that was begun last, and returns the CRC32C of its bytes. */
  public int checksum() {
    return sums.end(window);
  }

  public StateOutput put(byte value) {
    if (!window.hasRemaining()) {
      turn();
    }
    window.put(value);
    return this;
  }

  public StateOutput putShort(short value) {
    if (window.remaining() >= Short.BYTES) {
      window.putShort(value);
    } else {
      number.putShort(0, value);
      put(split, Short.BYTES);
    }
    return this;
  }

  public StateOutput putInt(int value) {
    if (window.remaining() >= Integer.BYTES) {
      window.putInt(value);
    } else {
      number.putInt(0, value);
      put(split, Integer.BYTES);
    }
    return this;
  }

  public StateOutput putLong(long value) {
    if (window.remaining() >= Long.BYTES) {
      window.putLong(value);
    } else {
      number.putLong(0, value);
      put(split, Long.BYTES);
    }
    return this;
  }

  public StateOutput putDouble(double value) {
    if (window.remaining() >= Double.BYTES) {
      window.putDouble(value);
    } else {
      number.putDouble(0, value);
      put(split, Double.BYTES);
    }
    return this;
  }

  public StateOutput put(byte[] bytes) {
    return put(bytes, bytes.length);
  }

  private StateOutput put(byte[] bytes, int length) {
    int done = Math.min(length, window.remaining());
    window.put(bytes, 0, done);
    while (done < length) {
      turn();
      int next = Math.min(length - done, window.remaining());
      window.put(bytes, done, next);
      done += next;
    }
    return this;
  }

  /** Puts arrays one after the other. */
  public StateOutput putDoubles(double[]... arrays) {
    DoubleBuffer doubles = window.asDoubleBuffer();
    for (double[] array : arrays) {
      if (array.length <= doubles.remaining()) {
        doubles.put(array);
      } else {
        pass(doubles);
        putDoubles(array, array.length);
        doubles = window.asDoubleBuffer();
      }
    }
    pass(doubles);
    return this;
  }

  /** Puts the first entries of an array. */
  public StateOutput putDoubles(double[] array, int length) {
    int done = 0;
    while (done < length) {
      int next = Math.min(length - done, window.remaining() / Double.BYTES);
      pass(window.asDoubleBuffer().put(array, done, next));
      done += next;
      if (done < length) {
        putDouble(array[done++]);
      }
    }
    return this;
  }

  private void pass(DoubleBuffer doubles) {
    window.position(window.position() + doubles.position() * Double.BYTES);
  }

  private void turn() {
    sums.leave(window);
    before += window.position();
    array = pieces.take(array, window.position());
    window = littleEndian(array);
  }
}
