package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The parsers and the one writer of this project. Factories are thread-safe. */
public final class Json {

  public static final int MAXIMUM_STRING = 64 << 10;
  public static final int MAXIMUM_NUMBER = 64;
  public static final int MAXIMUM_NESTING = 16;

  /** The limits on nesting and on the lengths of strings and numbers in a sample. */
  private static final StreamReadConstraints BOUNDS =
      StreamReadConstraints.builder()
          .maxNestingDepth(MAXIMUM_NESTING)
          .maxStringLength(MAXIMUM_STRING)
          .maxNameLength(MAXIMUM_STRING)
          .maxNumberLength(MAXIMUM_NUMBER)
          .build();

  /**
   * The limits for commands and exported states, whose states are long texts: wide, so that a
   * command that exceeds those of a sample can still be answered, and such that what is refused
   * takes no more memory than a constant times its bytes.
   */
  private static final StreamReadConstraints WIDE =
      StreamReadConstraints.builder()
          .maxNestingDepth(1000)
          .maxStringLength(Integer.MAX_VALUE)
          .maxNameLength(MAXIMUM_STRING)
          .maxNumberLength(1000)
          .build();

  private static final StreamReadConstraints UNBOUNDED =
      StreamReadConstraints.builder()
          .maxNestingDepth(Integer.MAX_VALUE)
          .maxStringLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .maxNumberLength(Integer.MAX_VALUE)
          .build();

  /** The limits for specs, which are read recursively. */
  private static final StreamReadConstraints SPEC =
      StreamReadConstraints.builder().maxNestingDepth(MAXIMUM_NESTING).build();

  static final JsonFactory SPEC_FACTORY = factory(SPEC);
  static final JsonFactory BOUNDED_FACTORY = factory(BOUNDS);
  public static final JsonFactory WIDE_FACTORY = factory(WIDE);
  public static final JsonFactory UNBOUNDED_FACTORY = factory(UNBOUNDED);

  private Json() {}

  /**
   * A factory for plain JSON in UTF-8; it accepts NaN tokens, because they get a reason of their
   * own.
   */
  private static JsonFactory factory(StreamReadConstraints constraints) {
    return new JsonFactoryBuilder()
        .streamReadConstraints(constraints)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
        .disable(JsonFactory.Feature.CHARSET_DETECTION)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .build();
  }

  /** Writes one document. */
  public static byte[] write(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = BOUNDED_FACTORY.createGenerator(bytes)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /** Writes a member that is an array of texts. */
  static void write(String field, String[] texts, JsonGenerator json) throws IOException {
    json.writeFieldName(field);
    json.writeArray(texts, 0, texts.length);
  }

  /** The content of a document. */
  @FunctionalInterface
  public interface Content {
    void write(JsonGenerator json) throws IOException;
  }
}
