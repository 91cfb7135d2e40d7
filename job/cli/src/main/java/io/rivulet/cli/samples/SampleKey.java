package io.rivulet.cli.samples;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Chooses the key under which a sample of a file goes to Kafka, so that the job treats it as {@code
 * replay} would. Every line that the job can read is read here too, NaN tokens included.
 *
 * @param byDefault the model of lines that name none
 */
record SampleKey(String byDefault) {

  private static final int LONGEST_REASON = 120;

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  /** As {@link #ofObject}, and the default for a line that is not a JSON object. */
  byte[] of(byte[] line) {
    try {
      return ofObject(line);
    } catch (IOException noObject) {
      return bytes(byDefault);
    }
  }

  /**
   * The {@code model} field; the default where it is absent or null; null for a {@code model} that
   * is no text, which the job then rejects instead of learning it.
   *
   * @throws JsonProcessingException when the line is not a JSON object
   */
  byte[] ofObject(byte[] line) throws IOException {
    try (JsonParser json = JSON.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(json, "the line does not begin with {");
      }
      String model = model(json);
      if (json.nextToken() != null) {
        throw new JsonParseException(json, "something follows the closing }");
      }
      return bytes(model);
    }
  }

  /** What keeps a line from being a JSON object, without the line. */
  Optional<String> defect(byte[] line) {
    try {
      ofObject(line);
      return Optional.empty();
    } catch (IOException noObject) {
      return Optional.of(defect(noObject));
    }
  }

  static String defect(IOException noObject) {
    String why =
        noObject instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : String.valueOf(noObject.getMessage());
    String line = why.lines().findFirst().orElse("");
    String cut = line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + ".." : line;
    return "is not a JSON object: " + cut;
  }

  private static byte[] bytes(String model) {
    return model == null ? null : model.getBytes(StandardCharsets.UTF_8);
  }

  private String model(JsonParser json) throws IOException {
    String model = byDefault;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      boolean named = json.currentName().equals("model");
      JsonToken value = json.nextToken();
      if (named && value != JsonToken.VALUE_NULL) {
        model = value == JsonToken.VALUE_STRING ? json.getText() : null;
      }
      json.skipChildren();
    }
    return model;
  }
}
