package io.rivulet.cli.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.rivulet.cli.console.Failure;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.wire.SampleDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Reads the option {@code --x} as the sample with which a program would ask the job. */
final class AskedInput {

  private static final String MODEL = "asked";
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private AskedInput() {}

  /**
   * Reads {@code 1,2,3}, or an array or object as samples have it. Whatever answers finds the
   * faults of such an array or object, as in the job.
   */
  static Sample read(String text) {
    String x = text.strip();
    if (x.startsWith("{")) {
      syntaxFault(x).ifPresent(AskedInput::refuseObject);
      return decoded(x);
    }
    if (!x.startsWith("[")) {
      return dense(x);
    }
    if (syntaxFault(x).isPresent()) {
      throw noNumbers();
    }
    Sample sample = decoded(x);
    if (sample.rows() > 0) {
      throw noNumbers();
    }
    return sample;
  }

  private static Sample dense(String list) {
    String x = "[" + list + "]";
    if (syntaxFault(x).isEmpty()) {
      Sample sample = decoded(x);
      if (isNumbers(sample)) {
        return sample;
      }
    }
    throw noNumbers();
  }

  private static boolean isNumbers(Sample sample) {
    return sample.fault() == null
        && sample.rows() == 0
        && sample.size() > 0
        && Arrays.stream(sample.values()).allMatch(Double::isFinite);
  }

  private static Sample decoded(String x) {
    String record = "{\"op\":\"" + Op.PREDICT.label() + "\",\"x\":" + x + "}";
    byte[] value = record.getBytes(StandardCharsets.UTF_8);
    try {
      return new SampleDecoder(Limits.DEFAULT, MODEL)
          .decode(new Origin("--x", 0, 0, 0, null, value));
    } catch (RejectedException e) {
      throw Failure.refused(e.getMessage());
    }
  }

  /**
   * Why a text is not one JSON value, empty if it is one: what follows it would become fields of
   * the sample. The decoder of samples checks their limits.
   */
  private static Optional<String> syntaxFault(String text) {
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      json.skipChildren();
      return json.nextToken() == null ? Optional.empty() : Optional.of("it goes on after its end");
    } catch (StreamConstraintsException overLimit) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.of(e.getOriginalMessage());
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static void refuseObject(String fault) {
    throw Failure.refused("--x is not one JSON object, such as '{\"rpm\": 900}': " + fault);
  }

  private static Failure noNumbers() {
    return Failure.refused(
        "--x must be finite numbers separated by commas, such as 1,2.5,-3, or one input as samples"
            + " have it, an array or an object of named values; batches are answered by the job");
  }
}
