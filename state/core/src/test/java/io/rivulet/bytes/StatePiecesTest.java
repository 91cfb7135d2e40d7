package io.rivulet.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes are the same whatever pieces they lie in, and so are their checksums. */
class StatePiecesTest {

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void put_anyValuesIntoPieces_areTheBytesOfOneBuffer(long seed) {
    List<Object> values = values(new Random(seed));
    byte[] expected = bytes(values);
    int length = 1 + (int) (seed % 40);
    List<byte[]> pieces = new ArrayList<>();

    StateOutput into = StateOutput.into(length, keep(pieces, seed % 2 == 0));
    into.begin();
    values.forEach(value -> put(value, into));
    assertThat(into.position()).isEqualTo(expected.length);
    assertThat(into.checksum()).isEqualTo(checksum(expected, 0, expected.length));
    into.finish();

    assertThat(joined(pieces)).isEqualTo(expected);
    pieces.subList(0, Math.max(0, pieces.size() - 1)).forEach(p -> assertThat(p).hasSize(length));
    byte[] whole = new byte[expected.length];
    StateOutput array = StateOutput.into(whole);
    values.forEach(value -> put(value, array));
    assertThat(whole).isEqualTo(expected);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void get_fromPieces_givesTheValuesThatWerePut(long seed) {
    List<Object> values = values(new Random(seed));
    byte[] bytes = bytes(values);

    StateInput from = StateInput.of(bytes.length, cut(bytes, 1 + (int) (seed % 40)));
    from.begin();
    values.forEach(value -> requireNext(value, from));

    assertThat(from.hasRemaining()).isFalse();
    assertThat(from.checksum()).isEqualTo(checksum(bytes, 0, bytes.length));
    assertThatThrownBy(from::get).isInstanceOf(BufferUnderflowException.class);
    StateInput array = StateInput.of(bytes);
    values.forEach(value -> requireNext(value, array));
    assertThat(array.remaining()).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void checksum_ofStretchesInOneAnother_isThatOfTheirBytes(long seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[30 + random.nextInt(200)];
    random.nextBytes(bytes);
    int first = random.nextInt(10);
    int second = first + random.nextInt(10);
    int end = second + random.nextInt(bytes.length - second);

    StateOutput into = StateOutput.into(1 + random.nextInt(50), (piece, length) -> piece);
    StateInput from = StateInput.of(bytes.length, cut(bytes, 1 + random.nextInt(50)));
    int[] written = new int[2];
    int[] read = new int[2];
    for (int i = 0; i <= bytes.length; i++) {
      if (i == first) {
        into.begin();
        from.begin();
      }
      if (i == second) {
        into.begin();
        from.begin();
      }
      if (i == end) {
        written[0] = into.checksum();
        read[0] = from.checksum();
      }
      if (i == bytes.length) {
        written[1] = into.checksum();
        read[1] = from.checksum();
      } else {
        into.put(bytes[i]);
        from.skip(1);
      }
    }

    int[] expected = {
      checksum(bytes, second, end - second), checksum(bytes, first, bytes.length - first)
    };
    assertThat(written).containsExactly(expected);
    assertThat(read).containsExactly(expected);
  }

  @Test
  void put_beyondAnArray_isRefused() {
    StateOutput into = StateOutput.into(new byte[7]);

    assertThatThrownBy(() -> into.putLong(1)).isInstanceOf(BufferOverflowException.class);
  }

  @Test
  void get_beyondALimit_isRefusedThoughBytesFollow() {
    StateInput from = StateInput.of(new byte[16]);
    from.limit(7);

    assertThatThrownBy(from::getLong).isInstanceOf(BufferUnderflowException.class);
    assertThatThrownBy(() -> from.getDoubles(new double[1]))
        .isInstanceOf(BufferUnderflowException.class);
    assertThatThrownBy(() -> from.get(new byte[8])).isInstanceOf(BufferUnderflowException.class);
    assertThat(from.remaining()).isEqualTo(7);
  }

  private static List<Object> values(Random random) {
    List<Object> values = new ArrayList<>();
    for (int n = random.nextInt(40); n > 0; n--) {
      values.add(
          switch (random.nextInt(7)) {
            case 0 -> (byte) random.nextInt();
            case 1 -> (short) random.nextInt();
            case 2 -> random.nextInt();
            case 3 -> random.nextLong();
            case 4 -> random.nextDouble();
            case 5 -> random.ints(random.nextInt(70), 0, 256).toArray();
            default -> random.doubles(random.nextInt(30)).toArray();
          });
    }
    return values;
  }

  private static byte[] bytes(List<Object> values) {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 14).order(ByteOrder.LITTLE_ENDIAN);
    for (Object value : values) {
      if (value instanceof Byte number) {
        bytes.put(number);
      } else if (value instanceof Short number) {
        bytes.putShort(number);
      } else if (value instanceof Integer number) {
        bytes.putInt(number);
      } else if (value instanceof Long number) {
        bytes.putLong(number);
      } else if (value instanceof Double number) {
        bytes.putDouble(number);
      } else if (value instanceof int[] numbers) {
        bytes.put(array(numbers));
      } else {
        for (double number : (double[]) value) {
          bytes.putDouble(number);
        }
      }
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static void put(Object value, StateOutput into) {
    if (value instanceof Byte number) {
      into.put(number);
    } else if (value instanceof Short number) {
      into.putShort(number);
    } else if (value instanceof Integer number) {
      into.putInt(number);
    } else if (value instanceof Long number) {
      into.putLong(number);
    } else if (value instanceof Double number) {
      into.putDouble(number);
    } else if (value instanceof int[] numbers) {
      into.put(array(numbers));
    } else {
      double[] numbers = (double[]) value;
      int half = numbers.length / 2;
      into.putDoubles(numbers, half);
      into.putDoubles(new double[0], Arrays.copyOfRange(numbers, half, numbers.length));
    }
  }

  private static void requireNext(Object value, StateInput from) {
    if (value instanceof Byte number) {
      assertThat(from.get()).isEqualTo(number);
    } else if (value instanceof Short number) {
      assertThat(from.getShort()).isEqualTo(number);
    } else if (value instanceof Integer number) {
      assertThat(from.getInt()).isEqualTo(number);
    } else if (value instanceof Long number) {
      assertThat(from.getLong()).isEqualTo(number);
    } else if (value instanceof Double number) {
      assertThat(from.getDouble()).isEqualTo(number);
    } else if (value instanceof int[] numbers) {
      byte[] bytes = new byte[numbers.length];
      from.get(bytes);
      assertThat(bytes).isEqualTo(array(numbers));
    } else {
      double[] numbers = (double[]) value;
      double[] first = new double[numbers.length / 2];
      double[] second = new double[numbers.length - first.length];
      from.getDoubles(first, second);
      assertThat(first).isEqualTo(Arrays.copyOf(numbers, first.length));
      assertThat(second).isEqualTo(Arrays.copyOfRange(numbers, first.length, numbers.length));
    }
  }

  private static byte[] array(int[] numbers) {
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) numbers[i];
    }
    return bytes;
  }

  /** Keeps copies of the pieces, and goes on in the same array or in another. */
  private static StateOutput.Pieces keep(List<byte[]> pieces, boolean same) {
    return (piece, length) -> {
      pieces.add(Arrays.copyOf(piece, length));
      return same ? piece : new byte[piece.length];
    };
  }

  private static Supplier<byte[]> cut(byte[] bytes, int length) {
    Deque<byte[]> pieces = new ArrayDeque<>();
    for (int from = 0; from < bytes.length; from += length) {
      pieces.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length)));
    }
    return pieces::remove;
  }

  private static byte[] joined(List<byte[]> pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    pieces.forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }
}
