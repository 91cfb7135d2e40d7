package io.rivulet.experiment.digits;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * The source of digits.
 *
 * @param images an IDX3 file, plain or gzip; null for drawn digits
 */
public record DigitSource(Path images) {

  /** The name that stands for drawn digits in place of a file. */
  public static final String DRAWN = "drawn";

  /** {@code drawn}, or the file. */
  public String name() {
    return images == null ? DRAWN : images.toString();
  }

  public boolean drawn() {
    return images == null;
  }

  /**
   * Whether it is an IDX3 file, and no CSV.
   *
   * @throws UncheckedIOException when the file cannot be read
   */
  public boolean isIdx() {
    try {
      return images != null && IdxImages.begins(images);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * The digits of a seed.
   *
   * @throws UncheckedIOException when the file cannot be read or does not fit the protocol
   */
  public RotatedDigits digits(long seed) {
    if (images == null) {
      return RotatedDigits.drawn(seed);
    }
    try {
      return RotatedDigits.read(images, seed);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static UncheckedIOException unusable(IOException e) {
    return new UncheckedIOException("the images cannot be used: " + e.getMessage(), e);
  }
}
