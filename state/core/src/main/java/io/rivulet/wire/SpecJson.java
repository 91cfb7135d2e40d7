package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The conversion of learner specs to plain values (maps, lists, text, Long, Double, Boolean) and
 * back to canonical JSON: keys sorted, no white space, numbers by the fast double writer.
 */
public final class SpecJson {

  private SpecJson() {}

  /**
   * Reads one JSON object.
   *
   * @throws IllegalArgumentException when the text is not a JSON object
   */
  public static Map<String, Object> read(String text) {
    return read("object", JsonToken.START_OBJECT, text, SpecJson::readObject);
  }

  private static <T> T read(String kind, JsonToken start, String text, Content<T> content) {
    String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
    try (JsonParser json = Json.SPEC_FACTORY.createParser(plain)) {
      if (json.nextToken() != start) {
        throw new IllegalArgumentException("spec must be a JSON " + kind);
      }
      T read = content.read(json);
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("spec goes on after its JSON " + kind);
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("spec is not JSON: " + SpecFault.of(e, plain), e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading JSON from memory failed", e);
    }
  }

  /**
   * Reads one JSON array of values as a spec has them.
   *
   * @throws IllegalArgumentException when the text is not a JSON array
   */
  public static List<Object> readArray(String text) {
    return read("array", JsonToken.START_ARRAY, text, SpecJson::readArray);
  }

  /** The canonical text of values as a spec has them. */
  public static String canonical(List<?> values) {
    return text(values);
  }

  /**
   * The text of values; NaN and infinities stay as they are, so that messages show them as given.
   */
  private static String text(Object values) {
    return new String(
        Json.write(
            json -> {
              json.disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS.mappedFeature());
              writeValue(values, json);
            }),
        StandardCharsets.UTF_8);
  }

  /** The canonical text of a spec. */
  public static String canonical(Map<String, ?> spec) {
    return text(spec);
  }

  /** The first 16 hexadecimal digits of SHA-256 over a canonical text. */
  public static String fingerprint(String canonical) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** A reader of the content of an object or array, from the token after the first to the last. */
  @FunctionalInterface
  private interface Content<T> {
    T read(JsonParser json) throws IOException;
  }

  private static Map<String, Object> readObject(JsonParser json) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      object.put(name, readValue(json));
    }
    return object;
  }

  private static Object readValue(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> readObject(json);
      case START_ARRAY -> readArray(json);
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> readInteger(json);
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static Object readInteger(JsonParser json) throws IOException {
    if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      return json.getDoubleValue();
    }
    return json.getLongValue();
  }

  private static List<Object> readArray(JsonParser json) throws IOException {
    List<Object> array = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      array.add(readValue(json));
    }
    return array;
  }

  private static void writeValue(Object value, JsonGenerator json) throws IOException {
    if (value instanceof Map<?, ?> map) {
      writeObject(map, json);
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        writeValue(element, json);
      }
      json.writeEndArray();
    } else if (value instanceof double[] numbers) {
      json.writeArray(numbers, 0, numbers.length);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Integer || value instanceof Long) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value.toString());
    }
  }

  private static void writeObject(Map<?, ?> map, JsonGenerator json) throws IOException {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(key.toString(), value));
    json.writeStartObject();
    for (Map.Entry<String, Object> entry : sorted.entrySet()) {
      json.writeFieldName(entry.getKey());
      writeValue(entry.getValue(), json);
    }
    json.writeEndObject();
  }
}
