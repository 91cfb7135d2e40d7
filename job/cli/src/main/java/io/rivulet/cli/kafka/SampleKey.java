package io.rivulet.cli.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Under which key a sample of a file goes to Kafka: the one under which the job treats it as {@code
 * replay} would. The JSON that the job reads is read here too, NaN tokens included.
 *
 * @param byDefault the model of lines that name none
 */
record SampleKey(String byDefault) {

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  /**
   * The {@code model} field; the default for a line where it is absent or null, or that is no JSON
   * object; null for a {@code model} that is no text, which the job then rejects instead of
   * learning it.
   */
  byte[] of(byte[] line) {
    String model = byDefault;
    try (JsonParser json = JSON.createParser(line)) {
      model = json.nextToken() == JsonToken.START_OBJECT ? model(json) : byDefault;
      model = json.nextToken() == null ? model : byDefault;
    } catch (IOException notJson) {
      model = byDefault;
    }
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
