package io.rivulet.bytes;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.function.Supplier;

/**
 * Gives the bytes of a state, little-endian, from one array or from pieces that follow each other,
 * of which it holds one at a time.
 */
public final class StateInput {

  private final Supplier<byte[]> pieces;
  private final Checksums sums = new Checksums();
  private final byte[] split = new byte[Double.BYTES];
  private final ByteBuffer number = littleEndian(split);
  private ByteBuffer window;
  private int remaining;

  private StateInput(byte[] first, int length, Supplier<byte[]> pieces) {
    this.window = littleEndian(first);
    this.remaining = length;
    this.pieces = pieces;
  }

  /** Reads an array. */
  public static StateInput of(byte[] bytes) {
    return new StateInput(bytes, bytes.length, StateInput::noMore);
  }

  /**
   * Reads pieces.
   *
   * @param length the bytes of all pieces
   * @param pieces gives one piece after the other, none of which is empty; asked when its bytes are
   *     needed
   */
  public static StateInput of(int length, Supplier<byte[]> pieces) {
    return new StateInput(new byte[0], length, pieces);
  }

  private static byte[] noMore() {
    throw new BufferUnderflowException();
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The number of bytes that are left. */
  public int remaining() {
    return remaining;
  }

  public boolean hasRemaining() {
    return remaining > 0;
  }

  /** Lets so many bytes be left, so that a part ends where its bytes do. */
  public void limit(int bytes) {
    remaining = bytes;
  }

  /** Begins a stretch of bytes whose checksum {@link #checksum} returns; it may be in another. */
  public void begin() {
    sums.begin(window);
  }

  /** Ends the stretch that was begun last, and returns the CRC32C of its bytes. */
  public int checksum() {
    return sums.end(window);
  }

  public byte get() {
    return take(Byte.BYTES) ? window.get() : number.get(0);
  }

  public short getShort() {
    return take(Short.BYTES) ? window.getShort() : number.getShort(0);
  }

  public int getInt() {
    return take(Integer.BYTES) ? window.getInt() : number.getInt(0);
  }

  public long getLong() {
    return take(Long.BYTES) ? window.getLong() : number.getLong(0);
  }

  public double getDouble() {
    return take(Double.BYTES) ? window.getDouble() : number.getDouble(0);
  }

  /** Fills an array. */
  public void get(byte[] bytes) {
    require(bytes.length);
    fill(bytes, bytes.length);
  }

  /** Passes over bytes. */
  public void skip(int bytes) {
    require(bytes);
    int left = bytes;
    while (left > window.remaining()) {
      left -= window.remaining();
      window.position(window.limit());
      turn();
    }
    window.position(window.position() + left);
  }

  /** Fills arrays one after the other. */
  public void getDoubles(double[]... arrays) {
    DoubleBuffer doubles = window.asDoubleBuffer();
    for (double[] array : arrays) {
      require(Math.multiplyExact(array.length, Double.BYTES));
      if (array.length <= doubles.remaining()) {
        doubles.get(array);
      } else {
        pass(doubles);
        getAcross(array);
        doubles = window.asDoubleBuffer();
      }
    }
    pass(doubles);
  }

  private void getAcross(double[] array) {
    int done = 0;
    while (done < array.length) {
      int next = Math.min(array.length - done, window.remaining() / Double.BYTES);
      pass(window.asDoubleBuffer().get(array, done, next));
      done += next;
      if (done < array.length) {
        fill(split, Double.BYTES);
        array[done++] = number.getDouble(0);
      }
    }
  }

  private void pass(DoubleBuffer doubles) {
    window.position(window.position() + doubles.position() * Double.BYTES);
  }

  /** Takes some bytes, which are the next of the window or else those of the number. */
  private boolean take(int bytes) {
    require(bytes);
    if (window.remaining() >= bytes) {
      return true;
    }
    fill(split, bytes);
    return false;
  }

  private void require(int bytes) {
    if (bytes < 0 || bytes > remaining) {
      throw new BufferUnderflowException();
    }
    remaining -= bytes;
  }

  private void fill(byte[] bytes, int length) {
    int done = 0;
    while (true) {
      int next = Math.min(length - done, window.remaining());
      window.get(bytes, done, next);
      done += next;
      if (done == length) {
        return;
      }
      turn();
    }
  }

  private void turn() {
    sums.leave(window);
    window = littleEndian(pieces.get());
  }
}
