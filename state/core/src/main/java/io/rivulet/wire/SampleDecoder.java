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
import io.rivulet.record.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Decodes the bytes of a record to a {@link Sample}: every check that needs no spec. Faults of the
 * document and of the model id are thrown; faults of the fields travel with the sample, because
 * whether the model exists ranks before them. Allocates the sample and no more; not thread-safe.
 */
public final class SampleDecoder {

  private static final Pattern MODEL_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  private final Limits limits;
  private final String modelWithoutKey;

  /**
   * @param modelWithoutKey the model of records that have neither a key nor a {@code model} field,
   *     or null to reject those
   */
  public SampleDecoder(Limits limits, String modelWithoutKey) {
    this.limits = limits;
    this.modelWithoutKey = modelWithoutKey;
  }

  /**
   * Decodes one record.
   *
   * @throws RejectedException {@code TOO_LARGE}, {@code MALFORMED}, {@code LIMIT_JSON}, {@code
   *     NULL_KEY}, {@code NULL_VALUE} or {@code MODEL_ID}
   */
  public Sample decode(Origin origin) throws RejectedException {
    byte[] value = origin.value();
    boolean empty = value == null || value.length == 0;
    if (!empty && value.length > limits.recordBytes()) {
      throw rejected(
          Reason.TOO_LARGE,
          "record has " + value.length + " bytes, at most " + limits.recordBytes() + " are read");
    }
    SampleReader fields = empty ? null : parse(value);
    String model = model(origin, fields);
    if (fields == null) {
      throw rejected(Reason.NULL_VALUE, "record has no value; samples are JSON objects");
    }
    if (!MODEL_ID.matcher(model).matches()) {
      throw rejected(
          Reason.MODEL_ID,
          "model id of " + model.length() + " characters does not match [A-Za-z0-9._:-]{1,128}");
    }
    return fields.sample(model, origin);
  }

  private String model(Origin origin, SampleReader fields) throws RejectedException {
    if (origin.key() != null) {
      return text(origin.key());
    }
    if (fields != null && !fields.modelUsable()) {
      throw rejected(Reason.MALFORMED, "field 'model' must be a string");
    }
    if (fields != null && fields.model() != null) {
      return fields.model();
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

  /** The fields, or null when the whole document is the literal null. */
  private SampleReader parse(byte[] value) throws RejectedException {
    requireUtf8(value);
    try (JsonParser json = Json.BOUNDED_FACTORY.createParser(value)) {
      JsonToken first = json.nextToken();
      if (first == JsonToken.VALUE_NULL) {
        requireEnd(json);
        return null;
      }
      if (first != JsonToken.START_OBJECT) {
        throw rejected(Reason.MALFORMED, "record is not a JSON object");
      }
      SampleReader fields = new SampleReader(json, limits.dimension());
      fields.read();
      requireEnd(json);
      return fields;
    } catch (StreamConstraintsException e) {
      requireSyntax(value);
      throw rejected(
          Reason.LIMIT_JSON,
          "record nests deeper than 16, or has a string over 64 KiB or a number over 64 characters");
    } catch (JsonParseException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading JSON from memory failed", e);
    }
  }

  /** A record that is over a limit and also no JSON is malformed. */
  private static void requireSyntax(byte[] value) throws RejectedException {
    try (JsonParser json = Json.UNBOUNDED_FACTORY.createParser(value)) {
      json.nextToken();
      json.skipChildren();
      requireEnd(json);
    } catch (JsonParseException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading JSON from memory failed", e);
    }
  }

  private static void requireEnd(JsonParser json) throws IOException, RejectedException {
    if (json.nextToken() != null) {
      throw rejected(Reason.MALFORMED, "record goes on after its JSON object");
    }
  }

  private static void requireUtf8(byte[] value) throws RejectedException {
    for (byte b : value) {
      if (b < 0) {
        decodeStrictly(value);
        return;
      }
    }
  }

  private static void decodeStrictly(byte[] value) throws RejectedException {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
    } catch (CharacterCodingException e) {
      throw rejected(Reason.MALFORMED, "record is not UTF-8");
    }
  }

  private static RejectedException malformed(JsonParseException e) {
    long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    boolean duplicate = e.getOriginalMessage().startsWith("Duplicate");
    return rejected(
        Reason.MALFORMED,
        (duplicate ? "duplicate JSON key" : "record is not JSON") + " at byte " + at);
  }

  private static RejectedException rejected(Reason reason, String message) {
    return new RejectedException(reason, Stage.DECODE, message);
  }
}
