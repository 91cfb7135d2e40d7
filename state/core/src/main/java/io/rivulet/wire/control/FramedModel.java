package io.rivulet.wire.control;

import io.rivulet.record.Shown;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import java.util.Base64;

/** The framed model of an exported state, which may come from anywhere. */
final class FramedModel {

  private static final String ADVICE = "; take the field 'state' as export wrote it";

  private FramedModel() {}

  /**
   * The frame that a text in base64 holds.
   *
   * @throws IllegalArgumentException when the text is not base64
   */
  static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("state is not base64: " + fault(base64) + ADVICE, e);
    }
  }

  private static String fault(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean taken =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || (c == '+' || c == '/' || c == '=');
      if (!taken) {
        return "found " + Shown.quoted(text.substring(at, at + 1)) + " at character " + at;
      }
    }
    return "its " + text.length() + " characters do not end as base64 does, some may be lost";
  }

  /**
   * Reads the model in a frame.
   *
   * @throws IllegalArgumentException when the frame is damaged or its counters cannot be
   */
  static StoredModel read(byte[] frame) {
    StoredModel model;
    try {
      model = StateFrame.read(StoredModel.FORMAT, frame);
    } catch (StateFormatException e) {
      throw new IllegalArgumentException("state holds no model: " + e.getMessage() + ADVICE, e);
    }
    require(model.incarnation() >= 1, "incarnation", model.incarnation(), "1 or more");
    require(model.version() >= 0, "version", model.version(), "0 or more");
    require(
        model.previous() >= WeightRecord.NONE && model.previous() <= model.version(),
        "previous",
        model.previous(),
        "-1 to the version, " + model.version());
    return model;
  }

  private static void require(boolean kept, String counter, long value, String allowed) {
    if (!kept) {
      throw new IllegalArgumentException(
          "state holds a model with " + counter + " " + value + ", must be " + allowed + ADVICE);
    }
  }
}
