package io.rivulet.experiment.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IdxImagesTest {

  private static final int MAGIC = 0x803;

  @TempDir private Path dir;

  @Test
  void read_plain_givesUnsignedPixelsByRows() throws IOException {
    List<GreyImage> images = IdxImages.read(file(idx(MAGIC, 101, 2, 2)));

    assertThat(images).hasSize(101);
    assertThat(images.get(0).side()).isEqualTo(2);
    assertThat(images.get(0).pixels()).containsExactly(0, 1, 2, 3);
    assertThat(images.get(63).pixels()).containsExactly(252, 253, 254, 255);
  }

  @Test
  void read_gzip_equalsPlain() throws IOException {
    byte[] plain = idx(MAGIC, 150, 28, 28);

    List<GreyImage> images = IdxImages.read(file(gzip(plain)));

    assertThat(images).hasSize(150);
    assertThat(images.get(149).pixels())
        .containsExactly(IdxImages.read(file(plain)).get(149).pixels());
  }

  @Test
  void read_missingFile_isRefused() {
    assertThatThrownBy(() -> IdxImages.read(dir.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none' does not exist or is not a file");
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {0, 1, 3, 4, 15, 16, 419})
  void read_truncated_isRefused(int length) throws IOException {
    byte[] whole = idx(MAGIC, 101, 2, 2);

    assertRefused(Arrays.copyOf(whole, length), "is truncated; fetch it again");
  }

  @Test
  void read_truncatedGzip_isRefused() throws IOException {
    byte[] packed = gzip(idx(MAGIC, 101, 28, 28));

    assertRefused(Arrays.copyOf(packed, packed.length / 2), "is truncated; fetch it again");
    assertRefused(Arrays.copyOf(packed, 2), "is truncated; fetch it again");
  }

  @Test
  void read_damagedGzip_isRefused() throws IOException {
    byte[] packed = gzip(idx(MAGIC, 101, 28, 28));
    packed[packed.length - 6] ^= 1;

    assertRefused(packed, "is damaged gzip; fetch it again");
  }

  @Test
  void read_labels_isRefused() throws IOException {
    assertRefused(idx(0x801, 101, 2, 2), "holds labels (magic 0x00000801)");
  }

  @Test
  void read_otherMagic_isRefused() throws IOException {
    assertRefused(
        idx(0x89504e47, 101, 2, 2), "starts with 0x89504e47, IDX3 images start with 0x00000803");
  }

  @ParameterizedTest(name = "{0} images")
  @CsvSource({"0, 0", "100, 100", "10001, 10001", "-1, 4294967295"})
  void read_tooFewOrManyImages_isRefused(int count, String shown) throws IOException {
    byte[] header = ByteBuffer.allocate(16).putInt(MAGIC).putInt(count).putInt(2).putInt(2).array();

    assertRefused(header, "holds " + shown + " images, allowed are 101 to 10000 images");
  }

  @ParameterizedTest(name = "{0} x {1}")
  @CsvSource({"28, 27", "0, 0", "1, 1", "257, 257", "-2, -2"})
  void read_notSquareOrOutOfRange_isRefused(int rows, int columns) throws IOException {
    byte[] header =
        ByteBuffer.allocate(16).putInt(MAGIC).putInt(101).putInt(rows).putInt(columns).array();

    assertRefused(header, "square images with a side of 2 to 256 are allowed");
  }

  @Test
  void read_trailingBytes_isRefused() throws IOException {
    byte[] whole = idx(MAGIC, 101, 2, 2);

    assertRefused(Arrays.copyOf(whole, whole.length + 1), "goes on after the 101 images");
  }

  private void assertRefused(byte[] bytes, String reason) throws IOException {
    Path file = file(bytes);
    assertThatThrownBy(() -> IdxImages.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("images file '" + file + "' ")
        .hasMessageContaining(reason);
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(dir.resolve("images"), bytes);
  }

  /** Pixels count up from 0 and wrap at 256. */
  private static byte[] idx(int magic, int count, int rows, int columns) {
    ByteBuffer bytes = ByteBuffer.allocate(16 + count * rows * columns);
    bytes.putInt(magic).putInt(count).putInt(rows).putInt(columns);
    for (int i = 0; i < count * rows * columns; i++) {
      bytes.put((byte) i);
    }
    return bytes.array();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }
}
