package io.rivulet.experiment.digits;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Reads the IDX3 files of MNIST and its kin, plain or gzip: big-endian ints magic 0x00000803,
 * number of images, rows, columns, then one byte a pixel.
 */
final class IdxImages {

  static final int LEAST = RotatedDigits.TRAIN + 1;
  static final int MOST = 10_000;
  static final int WIDEST = 256;

  private static final int MAGIC = 0x803;
  private static final int LABELS_MAGIC = 0x801;

  private final Path file;

  private IdxImages(Path file) {
    this.file = file;
  }

  /**
   * Whether a file begins as one of images does.
   *
   * @throws IOException if it cannot be read
   */
  static boolean begins(Path file) throws IOException {
    try (InputStream bytes = ImagesFile.open(file)) {
      return Arrays.equals(
          bytes.readNBytes(Integer.BYTES), new byte[] {0, 0, MAGIC >> 8, MAGIC & 0xff});
    }
  }

  /**
   * All images of the file, in its order.
   *
   * @throws IOException if the file cannot be read or is not what the protocol needs; the message
   *     says which file, what is wrong and what is allowed
   */
  static List<GreyImage> read(Path file) throws IOException {
    try (InputStream bytes = ImagesFile.open(file)) {
      return new IdxImages(file).read(new DataInputStream(bytes));
    } catch (EOFException e) {
      throw new IOException("images file '" + file + "' is truncated; fetch it again", e);
    } catch (ZipException e) {
      throw new IOException("images file '" + file + "' is damaged gzip; fetch it again", e);
    }
  }

  private List<GreyImage> read(DataInputStream in) throws IOException {
    checkMagic(in.readInt());
    int count = in.readInt();
    checkCount(count);
    int rows = in.readInt();
    checkShape(rows, in.readInt());
    List<GreyImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(image(in, rows));
    }
    if (in.read() >= 0) {
      throw refusal("goes on after the " + count + " images of its header; fetch it again");
    }
    return images;
  }

  private void checkMagic(int magic) throws IOException {
    if (magic == LABELS_MAGIC) {
      throw refusal("holds labels (magic 0x00000801); give the file of the images");
    }
    if (magic != MAGIC) {
      throw refusal(String.format("starts with 0x%08x, IDX3 images start with 0x00000803", magic));
    }
  }

  private void checkCount(int count) throws IOException {
    if (count < LEAST || count > MOST) {
      String held = "holds " + Integer.toUnsignedString(count) + " images, ";
      String allowed = "allowed are " + LEAST + " to " + MOST + " images of one digit: ";
      throw refusal(held + allowed + RotatedDigits.TRAIN + " to learn, the others to test");
    }
  }

  private void checkShape(int rows, int columns) throws IOException {
    if (rows != columns || rows < 2 || rows > WIDEST) {
      String shape = Integer.toUnsignedString(rows) + " x " + Integer.toUnsignedString(columns);
      String allowed = "square images with a side of 2 to " + WIDEST + " are allowed";
      throw refusal("holds images of " + shape + " pixels, " + allowed);
    }
  }

  private static GreyImage image(DataInputStream in, int side) throws IOException {
    byte[] bytes = new byte[side * side];
    in.readFully(bytes);
    double[] pixels = new double[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      pixels[i] = Byte.toUnsignedInt(bytes[i]);
    }
    return new GreyImage(side, pixels);
  }

  private IOException refusal(String reason) {
    return new IOException("images file '" + file + "' " + reason);
  }
}
