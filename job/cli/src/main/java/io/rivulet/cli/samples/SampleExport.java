package io.rivulet.cli.samples;

import io.rivulet.cli.console.TextTable;
import io.rivulet.record.Glob;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.SampleHeaders;
import io.rivulet.record.Stage;
import io.rivulet.wire.raw.RecordDecoder;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Makes lines for {@code replay} from records of the samples topic, and counts what it leaves out:
 * documents that the job's decoder refuses. A sample whose fields are at fault is written: {@code
 * replay} refuses it as the job does. Raw numbers that their spec cannot divide are left out.
 */
final class SampleExport {

  private final RecordDecoder decoder;
  private final RawLine raw;
  private final Glob models;
  private final Map<Reason, LeftOut> leftOut = new EnumMap<>(Reason.class);
  private long written;
  private long renamed;
  private long tooLong;

  /**
   * @param raw what writes samples of raw numbers, or null when samples are JSON
   */
  SampleExport(RecordDecoder decoder, RawLine raw, Glob models) {
    this.decoder = decoder;
    this.raw = raw;
    this.models = models;
  }

  /** The line of a record; empty when its model is not asked for, or it is left out. */
  Optional<byte[]> line(ConsumerRecord<byte[], byte[]> record) {
    byte[] key = record.key();
    if (key != null && !models.matches(new String(key, StandardCharsets.UTF_8))) {
      return Optional.empty();
    }
    try {
      Sample sample = decoder.decode(origin(record));
      requireKnownSchema(sample);
      return models.matches(sample.model()) ? Optional.of(line(sample)) : Optional.empty();
    } catch (RejectedException e) {
      String position = record.topic() + " " + record.partition() + ":" + record.offset();
      leftOut.computeIfAbsent(e.reason(), reason -> new LeftOut(position, e.getMessage())).count++;
      return Optional.empty();
    }
  }

  /** What was done, one line for each kind. */
  void report(PrintWriter err) {
    err.println("rivulet: wrote " + count(written, "sample"));
    leftOut.forEach(
        (reason, each) ->
            err.println(
                "rivulet: left out "
                    + count(each.count, "record")
                    + ", "
                    + reason
                    + ", the first at "
                    + each.first
                    + ": "
                    + TextTable.printable(each.message)));
    if (renamed > 0) {
      err.println(
          "rivulet: "
              + count(renamed, "sample")
              + " named a model other than the record's key; the key was written, because the job"
              + " uses the key");
    }
    if (tooLong > 0) {
      err.println(
          "rivulet: "
              + count(tooLong, "line")
              + " longer than "
              + Limits.DEFAULT.recordBytes()
              + " bytes, which replay refuses without a larger --limits.record-bytes");
    }
    err.flush();
  }

  private byte[] line(Sample sample) throws RejectedException {
    SampleLine line = raw == null ? SampleLine.of(sample) : new SampleLine(raw.json(sample), false);
    byte[] json = line.json();
    written++;
    renamed += line.renamed() ? 1 : 0;
    tooLong += json.length > Limits.DEFAULT.recordBytes() ? 1 : 0;
    return json;
  }

  private Origin origin(ConsumerRecord<byte[], byte[]> record) {
    byte[] schema = header(record, Origin.SCHEMA_HEADER);
    return new Origin(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value(),
        schema == null ? null : new String(schema, StandardCharsets.UTF_8),
        0,
        raw == null ? null : SampleHeaders.of(name -> header(record, name)));
  }

  private static byte[] header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : header.value();
  }

  /** A file has no headers: replay would learn from a sample of a schema that the job refuses. */
  private static void requireKnownSchema(Sample sample) throws RejectedException {
    if (sample.origin().schema() != null && sample.fault() == Reason.UNSUPPORTED) {
      throw new RejectedException(sample.fault(), Stage.DECODE, sample.faultMessage());
    }
  }

  private static String count(long count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }

  /** Records that were left out for one reason. */
  private static final class LeftOut {

    private final String first;
    private final String message;
    private long count;

    LeftOut(String first, String message) {
      this.first = first;
      this.message = message;
    }
  }
}
