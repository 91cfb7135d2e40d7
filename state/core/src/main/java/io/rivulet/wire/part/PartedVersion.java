package io.rivulet.wire.part;

/**
 * What the parts of one version have in common. Parts of equal checksum are of equal weights, even
 * when they were published at different times.
 *
 * @param checksum of all weights
 * @param of the number of parts
 */
public record PartedVersion(long incarnation, long version, String checksum, int of) {

  /** Whether it is not newer than another version. */
  boolean upTo(long otherIncarnation, long otherVersion) {
    return incarnation < otherIncarnation
        || (incarnation == otherIncarnation && version <= otherVersion);
  }
}
