package io.rivulet.cli.samples;

import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.SampleHeaders;
import io.rivulet.record.Stage;
import io.rivulet.wire.SampleDecoder;
import io.rivulet.wire.raw.RawNumbers;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** A sample as a record of raw numbers. */
record RawRecord(byte[] key, byte[] numbers, SampleHeaders headers) {

  private static final double[] NONE = {};

  /** A line is several times as long as its numbers, whose limits the job itself checks. */
  private static final Limits LINES =
      new Limits(
          SampleLines.LONGEST,
          SampleLines.LONGEST / Double.BYTES,
          Limits.DEFAULT.modelBytes(),
          Limits.DEFAULT.weightRecordBytes());

  /** Reads the lines of a file, those without a model as this one's. */
  static SampleDecoder decoder(String model) {
    return new SampleDecoder(LINES, model);
  }

  /**
   * Of a line of a file.
   *
   * @param ops what a sample asks for, null when that is not known
   * @throws RejectedException when it is no sample, or has what numbers cannot say
   */
  static RawRecord of(SampleDecoder decoder, Function<Sample, Op> ops, byte[] line)
      throws RejectedException {
    try {
      return of(decoder.decode(new Origin("file", 0, 0, 0, null, line)), ops);
    } catch (RejectedException refused) {
      throw new RejectedException(
          refused.reason(),
          refused.stage(),
          "cannot be sent with format: raw: " + refused.getMessage());
    }
  }

  /**
   * Of a sample that can be written in numbers.
   *
   * @throws RejectedException {@code UNSUPPORTED} when it has what numbers cannot say
   */
  private static RawRecord of(Sample sample, Function<Sample, Op> ops) throws RejectedException {
    String obstacle = obstacle(sample);
    if (obstacle != null) {
      throw new RejectedException(Reason.UNSUPPORTED, Stage.DECODE, obstacle);
    }
    return written(sample, ops.apply(sample));
  }

  private static String obstacle(Sample sample) {
    if (sample.fault() != null) {
      return sample.faultMessage();
    }
    if (sample.names() != null || sample.indices() != null || sample.rows() > 0) {
      return "x is named, sparse or a batch, but format: raw takes one array of numbers";
    }
    if (sample.matrix() != null || sample.labelName() != null || sample.targetRows() > 0) {
      return (sample.matrix() != null ? "matrix" : sample.labelName() != null ? "label" : "y")
          + " is no array of numbers, but format: raw takes only those";
    }
    if (sample.values() == null && sample.op() != Op.LABEL) {
      return "x is missing";
    }
    return sample.y() != null && sample.hasLabel() ? "y and label are both given" : null;
  }

  /**
   * A sample says what it asks for: without an op the count of numbers decides, and an x that is
   * too short or too long by a target would be taken for something else.
   *
   * @param asked null when that is not known
   */
  private static RawRecord written(Sample sample, Op asked) {
    double[] x = sample.values() == null ? NONE : sample.values();
    double[] y = sample.hasLabel() ? new double[] {sample.label()} : sample.y();
    Op op = asked == null && y != null ? Op.LEARN : asked;
    return new RawRecord(
        utf8(sample.model()),
        RawNumbers.write(x, y == null ? NONE : y),
        new SampleHeaders(
            sample.id() == null ? null : utf8(sample.id()),
            op == null ? null : utf8(op.label()),
            sample.ts() == Sample.NO_TIME ? null : utf8(String.valueOf(sample.ts())),
            sample.weight() == 1 ? null : utf8(String.valueOf(sample.weight()))));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
