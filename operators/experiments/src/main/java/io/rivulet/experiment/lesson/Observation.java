package io.rivulet.experiment.lesson;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An input and what belongs to it.
 *
 * @param x the input; not copied
 * @param y the target; of a class, 1 at its index and 0 elsewhere; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record Observation(double[] x, double[] y) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** One whose target is a class. */
  public static Observation ofClass(double[] x, int label, int classes) {
    double[] y = new double[classes];
    y[label] = 1;
    return new Observation(x, y);
  }

  /** The class: the index of the largest entry of y, the first of equals. */
  public int label() {
    return largest(y, 0, y.length);
  }

  /** Its record in the samples topic, with the target as numbers. */
  public byte[] withNumbers() {
    return bytes(numbers());
  }

  /** Its record in the samples topic, with a factor of its loss. */
  public byte[] weighted(double weight) {
    ObjectNode sample = numbers();
    sample.put("weight", weight);
    return bytes(sample);
  }

  /** The record that takes it out again. */
  public byte[] unlearned() {
    ObjectNode sample = numbers();
    sample.put("op", "unlearn");
    return bytes(sample);
  }

  /** Its record in the samples topic, with the target as a class. */
  public byte[] withLabel() {
    ObjectNode sample = JSON.createObjectNode();
    sample.set("x", array(x));
    sample.put("label", label());
    return bytes(sample);
  }

  /** The record that asks for the answers to all inputs. */
  public static byte[] question(List<Observation> observations) {
    ObjectNode sample = JSON.createObjectNode();
    sample.put("op", "predict");
    ArrayNode rows = sample.putArray("x");
    observations.forEach(observation -> rows.add(array(observation.x)));
    return bytes(sample);
  }

  /** The record that brings a target matrix, row-major. */
  public static byte[] target(double[] matrix) {
    ObjectNode sample = JSON.createObjectNode();
    sample.set("matrix", array(matrix));
    return bytes(sample);
  }

  /** The index, from {@code from}, of the largest of some entries, the first of equals. */
  public static int largest(double[] values, int from, int count) {
    int largest = 0;
    for (int i = 1; i < count; i++) {
      if (values[from + i] > values[from + largest]) {
        largest = i;
      }
    }
    return largest;
  }

  private ObjectNode numbers() {
    ObjectNode sample = JSON.createObjectNode();
    sample.set("x", array(x));
    sample.set("y", array(y));
    return sample;
  }

  private static ArrayNode array(double[] values) {
    ArrayNode array = JSON.createArrayNode();
    for (double value : values) {
      array.add(value);
    }
    return array;
  }

  private static byte[] bytes(ObjectNode sample) {
    return sample.toString().getBytes(StandardCharsets.UTF_8);
  }
}
