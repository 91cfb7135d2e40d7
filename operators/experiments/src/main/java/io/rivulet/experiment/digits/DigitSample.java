package io.rivulet.experiment.digits;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * A rotated digit and the angle it was turned by.
 *
 * @param id the position in the stream, {@code digit-001} first
 * @param features normalised ink of each pixel by rows; not copied
 * @param target the angle in radians, in [0, π)
 */
@SuppressWarnings("ArrayRecordComponent")
public record DigitSample(String id, double[] features, double target) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The sample as its record in the samples topic; numbers parse back to the same bits. */
  public byte[] json() {
    ObjectNode sample = JSON.createObjectNode();
    sample.put("id", id);
    for (double pixel : features) {
      sample.withArray("x").add(pixel);
    }
    sample.put("y", target);
    return sample.toString().getBytes(StandardCharsets.UTF_8);
  }
}
