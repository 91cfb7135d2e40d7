package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.Shown;
import io.rivulet.record.Stage;
import io.rivulet.wire.plain.SampleScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A decoder from the bytes of a record to a {@link Sample}, with every check that needs no spec.
 * Faults of the document and of the model id are thrown; faults of the fields travel with the
 * sample, because the question whether the model exists ranks before them. It allocates the sample
 * and nothing else, and it is not thread-safe.
 */
public final class SampleDecoder {

  /**
   * The greatest length of a sample's id. Ids are copied into weight records, whose size is bounded
   * when a model is created.
   */
  public static final int MAXIMUM_ID = 128;

  /** The newest schema of samples that this build reads. */
  private static final String SCHEMA = "1";

  private static final int PATIENCE = 64;

  private final Limits limits;
  private final String modelWithoutKey;
  private final SampleScanner plain;
  private int notPlain;

  /**
   * @param modelWithoutKey the model of records that have neither a key nor a {@code model} field,
   *     or null to reject such records
   */
  public SampleDecoder(Limits limits, String modelWithoutKey) {
    this.limits = limits;
    this.modelWithoutKey = modelWithoutKey;
    this.plain = new SampleScanner(limits.dimension());
  }

  /**
   * Decodes one record.
   *
   * @throws RejectedException {@code TOO_LARGE}, {@code MALFORMED}, {@code LIMIT_JSON}, {@code
   *     NULL_KEY}, {@code NULL_VALUE} or {@code MODEL_ID}
   */
  public Sample decode(Origin origin) throws RejectedException {
    byte[] value = origin.value();
    if (value != null && value.length > limits.recordBytes()) {
      throw rejected(
          Reason.TOO_LARGE,
          "record has " + value.length + " bytes, limits.record-bytes is " + limits.recordBytes());
    }
    boolean plainly = value != null && schemaFault(origin.schema()) == null && isPlain(value);
    return plainly ? plain(origin) : parsed(origin);
  }

  /** Decodes a record of any form by the parser. */
  Sample parsed(Origin origin) throws RejectedException {
    byte[] value = origin.value();
    boolean empty = value == null || value.length == Bom.length(value);
    SampleReader fields = empty ? null : parse(value);
    String model = model(origin, fields);
    if (fields == null) {
      throw rejected(Reason.NULL_VALUE, "record has no value; samples are JSON objects");
    }
    requireModelId(model, origin);
    return fields.sample(model, origin);
  }

  /** After many samples in a row that are not plain, only some of the next ones are scanned. */
  private boolean isPlain(byte[] value) {
    if (notPlain > PATIENCE && notPlain < 2 * PATIENCE) {
      notPlain++;
      return false;
    }
    boolean found = plain.scan(value);
    notPlain = found ? 0 : Math.min(notPlain, PATIENCE) + 1;
    return found;
  }

  private Sample plain(Origin origin) throws RejectedException {
    String model = origin.key() == null ? orDefault(plain.model()) : text(origin.key());
    requireModelId(model, origin);
    return plain.into(Sample.of(model)).origin(origin).build();
  }

  private static void requireModelId(String model, Origin origin) throws RejectedException {
    if (!ModelId.valid(model)) {
      throw rejected(Reason.MODEL_ID, ModelId.fault(model, origin.key()));
    }
  }

  /**
   * Describes why samples of a schema cannot be read; null when they can.
   *
   * @param schema the header {@link Origin#SCHEMA_HEADER}, or null
   */
  public static String schemaFault(String schema) {
    return schema == null || schema.equals(SCHEMA)
        ? null
        : "header "
            + Origin.SCHEMA_HEADER
            + " is "
            + Shown.quoted(schema)
            + ", this build reads schema "
            + SCHEMA
            + "; update the job, or send samples of that schema";
  }

  private String model(Origin origin, SampleReader fields) throws RejectedException {
    if (origin.key() != null) {
      return text(origin.key());
    }
    if (fields != null && fields.modelFault() != null) {
      throw rejected(Reason.MALFORMED, fields.modelFault());
    }
    return orDefault(fields == null ? null : fields.model());
  }

  private String orDefault(String model) throws RejectedException {
    if (model != null) {
      return model;
    }
    if (modelWithoutKey == null) {
      throw rejected(
          Reason.NULL_KEY, "record has neither a key nor a 'model' field; key it by its model id");
    }
    return modelWithoutKey;
  }

  /** A key that is not UTF-8 becomes a text that no model id matches. */
  private static String text(byte[] key) {
    return new String(key, StandardCharsets.UTF_8);
  }

  /** Parses the fields; null when the whole document is the literal null. */
  private SampleReader parse(byte[] value) throws RejectedException {
    requireUtf8(value);
    try (JsonParser json = parser(value, false)) {
      return parse(json, value);
    } catch (JsonParseException e) {
      throw rejected(Reason.MALFORMED, DocumentFault.syntax(e, value, Expected.SAMPLE));
    } catch (IOException e) {
      throw new UncheckedIOException("reading JSON from memory failed", e);
    }
  }

  private SampleReader parse(JsonParser json, byte[] value) throws IOException, RejectedException {
    try {
      JsonToken first = json.nextToken();
      if (first == JsonToken.VALUE_NULL) {
        requireEnd(json);
        return null;
      }
      if (first != JsonToken.START_OBJECT) {
        throw rejected(Reason.MALFORMED, DocumentFault.notAnObject(value, Expected.SAMPLE));
      }
      SampleReader fields = new SampleReader(json, limits.dimension());
      fields.read();
      requireEnd(json);
      return fields;
    } catch (StreamConstraintsException e) {
      requireSyntax(value);
      throw rejected(Reason.LIMIT_JSON, DocumentFault.overLimit(json, e));
    }
  }

  /**
   * Requires JSON syntax, because a record that exceeds a limit and is not JSON either is
   * malformed.
   */
  private static void requireSyntax(byte[] value) throws IOException, RejectedException {
    try (JsonParser json = parser(value, true)) {
      json.nextToken();
      json.skipChildren();
      requireEnd(json);
    }
  }

  private static JsonParser parser(byte[] value, boolean unbounded) throws IOException {
    int start = Bom.length(value);
    return (unbounded ? Json.UNBOUNDED_FACTORY : Json.BOUNDED_FACTORY)
        .createParser(value, start, value.length - start);
  }

  private static void requireEnd(JsonParser json) throws IOException, RejectedException {
    JsonToken next = json.nextToken();
    if (next != null) {
      throw rejected(
          Reason.MALFORMED,
          "record goes on after its JSON object"
              + (next == JsonToken.START_OBJECT ? " with another; send one object a record" : ""));
    }
  }

  private static void requireUtf8(byte[] value) throws RejectedException {
    String fault = DocumentFault.encoding(value, Expected.SAMPLE);
    if (fault != null) {
      throw rejected(Reason.MALFORMED, fault);
    }
  }

  private static RejectedException rejected(Reason reason, String message) {
    return new RejectedException(reason, Stage.DECODE, message);
  }
}
