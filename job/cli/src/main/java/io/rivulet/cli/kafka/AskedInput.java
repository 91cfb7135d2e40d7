package io.rivulet.cli.kafka;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.Failure;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.wire.SampleDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The option {@code --x} as the sample that would ask the job. */
final class AskedInput {

  private static final String MODEL = "asked";

  private AskedInput() {}

  /** Reads {@code 1,2,3}, {@code [1,2,3]} or an object as samples have it. */
  static Sample read(String text) {
    return text.strip().startsWith("{") ? object(text) : dense(numbers(text));
  }

  private static Sample dense(double[] x) {
    return new Sample(
        MODEL,
        null,
        Op.PREDICT,
        x,
        null,
        x.length,
        null,
        null,
        Sample.NO_LABEL,
        null,
        1,
        Sample.NO_TIME,
        null,
        null,
        null);
  }

  private static double[] numbers(String text) {
    double[] x = array(text.strip().startsWith("[") ? text : "[" + text + "]");
    if (x.length == 0 || !Arrays.stream(x).allMatch(Double::isFinite)) {
      throw Failure.refused(
          "--x must be finite numbers separated by commas, such as 1,2.5,-3, or an object of named"
              + " values");
    }
    return x;
  }

  private static double[] array(String text) {
    try {
      JsonNode node = new ObjectMapper().readTree(text);
      double[] numbers = new double[node.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = node.get(i).isNumber() ? node.get(i).doubleValue() : Double.NaN;
      }
      return numbers;
    } catch (JsonProcessingException e) {
      return new double[0];
    }
  }

  private static Sample object(String text) {
    requireOneObject(text);
    byte[] value = ("{\"op\":\"predict\",\"x\":" + text + "}").getBytes(StandardCharsets.UTF_8);
    try {
      Sample sample =
          new SampleDecoder(Limits.DEFAULT, MODEL).decode(new Origin("--x", 0, 0, 0, null, value));
      if (sample.fault() != null) {
        throw Failure.refused(sample.faultMessage());
      }
      return sample;
    } catch (RejectedException e) {
      throw Failure.refused("--x: " + e.getMessage());
    }
  }

  /** What stands behind an object would become fields of the sample. */
  private static void requireOneObject(String text) {
    try (JsonParser json = new ObjectMapper().createParser(text)) {
      json.nextToken();
      json.skipChildren();
      if (json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null) {
        return;
      }
    } catch (IOException e) {
      throw Failure.refused("--x is not one JSON object, such as '{\"rpm\": 900}': " + cause(e));
    }
    throw Failure.refused("--x is not one JSON object, such as '{\"rpm\": 900}'");
  }

  private static String cause(IOException e) {
    return e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
  }
}
