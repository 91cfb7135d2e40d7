package io.rivulet.cli.digits;

/**
 * A rotated digit and the angle it was turned by.
 *
 * @param id its place in the stream, {@code digit-001} first
 * @param features normalised ink of each pixel by rows; not copied
 * @param target the angle in radians, in [0, π)
 */
@SuppressWarnings("ArrayRecordComponent")
public record DigitSample(String id, double[] features, double target) {}
