package io.rivulet.record;

/**
 * Which part of a version's weights a record holds. The parts of a version, in the order of their
 * numbers, are all its weights in theirs.
 *
 * @param number from 1
 * @param of the number of parts
 * @param checksum CRC32C of the shape and all weights; without meaning for {@link #WHOLE}
 */
public record Part(int number, int of, int checksum) {

  /** All weights in one record. */
  public static final Part WHOLE = new Part(1, 1, 0);

  public Part {
    if (number < 1 || number > of) {
      throw new IllegalArgumentException("part " + number + " of " + of + " does not exist");
    }
  }

  public boolean isWhole() {
    return of == 1;
  }
}
