package io.rivulet.wire.raw;

import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.SampleBuilder;
import io.rivulet.record.Stage;
import io.rivulet.wire.ModelId;
import java.nio.charset.StandardCharsets;

/**
 * A decoder from raw numbers to a {@link Sample} whose x and target are not yet divided. As with
 * text, faults of the value and of the model id are thrown, and faults of the headers travel with
 * the sample.
 */
final class RawSampleDecoder {

  private final Limits limits;

  RawSampleDecoder(Limits limits) {
    this.limits = limits;
  }

  /**
   * Decodes one record.
   *
   * @throws RejectedException {@code TOO_LARGE}, {@code MALFORMED}, {@code NULL_KEY}, {@code
   *     NULL_VALUE} or {@code MODEL_ID}
   */
  Sample decode(Origin origin) throws RejectedException {
    byte[] value = origin.value();
    boolean empty = value == null || value.length == 0;
    if (!empty) {
      requireNumbers(value);
    }
    if (origin.key() == null) {
      throw rejected(Reason.NULL_KEY, "record has no key; key it by its model id");
    }
    if (empty) {
      throw rejected(
          Reason.NULL_VALUE, "record has no value; raw samples are float64 numbers, little-endian");
    }
    String model = new String(origin.key(), StandardCharsets.UTF_8);
    if (!ModelId.valid(model)) {
      throw rejected(Reason.MODEL_ID, ModelId.fault(model, origin.key()));
    }
    SampleBuilder sample = Sample.of(model).undivided(RawNumbers.read(value)).origin(origin);
    return new HeaderReader(sample).read(origin).build();
  }

  private void requireNumbers(byte[] value) throws RejectedException {
    if (value.length > limits.recordBytes()) {
      throw rejected(
          Reason.TOO_LARGE,
          "record has " + value.length + " bytes, limits.record-bytes is " + limits.recordBytes());
    }
    if (value.length % Double.BYTES != 0) {
      throw rejected(
          Reason.MALFORMED,
          "record has "
              + value.length
              + " bytes, which are no float64 numbers of 8 bytes each"
              + (value[0] == '{'
                  ? "; it begins as JSON does: set format: json, or send raw numbers"
                  : "; send the numbers of x, then those of y, little-endian"));
    }
  }

  private static RejectedException rejected(Reason reason, String message) {
    return new RejectedException(reason, Stage.DECODE, message);
  }
}
