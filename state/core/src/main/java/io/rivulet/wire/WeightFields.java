package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A reader of single values of a weight record at the parser's place, each of the type of its
 * field.
 */
final class WeightFields {

  private final JsonParser json;

  WeightFields(JsonParser json) {
    this.json = json;
  }

  static void require(String field, boolean present) {
    if (!present) {
      throw new IllegalArgumentException("weight record has no field '" + field + "'");
    }
  }

  static void checkShape(String field, double[] shape, double[] w) {
    if (shape.length != 2 || !(shape[0] >= 1 && shape[1] >= 1 && shape[0] * shape[1] == w.length)) {
      throw new IllegalArgumentException(
          "weight record has "
              + field
              + " "
              + Arrays.toString(shape)
              + " and "
              + w.length
              + " weights; they must be as many as rows x columns");
    }
  }

  static IllegalArgumentException mistyped(String field, String expected) {
    return new IllegalArgumentException("weight record's '" + field + "' must be " + expected);
  }

  boolean isNull() {
    return json.currentToken() == JsonToken.VALUE_NULL;
  }

  String text(String field) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw mistyped(field, "a string");
    }
    return json.getText();
  }

  boolean flag(String field) throws IOException {
    if (!json.currentToken().isBoolean()) {
      throw mistyped(field, "true or false");
    }
    return json.getBooleanValue();
  }

  String[] texts(String field) throws IOException {
    List<String> texts = new ArrayList<>();
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw mistyped(field, "an array of strings");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      texts.add(text(field));
    }
    return texts.toArray(String[]::new);
  }

  /** The text of an array, without white space. */
  String array(String field) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw mistyped(field, "an array");
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator copy = Json.UNBOUNDED_FACTORY.createGenerator(text)) {
      copy.copyCurrentStructure(json);
    }
    return text.toString();
  }

  long integer(String field) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw mistyped(field, "an integer");
    }
    return json.getLongValue();
  }

  double number(String field) throws IOException {
    if (!json.currentToken().isNumeric()) {
      throw mistyped(field, "a number");
    }
    return json.getDoubleValue();
  }

  double[] numbers(String field) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw mistyped(field, "an array of numbers");
    }
    double[] values = new double[16];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (!json.currentToken().isNumeric()) {
        throw mistyped(field, "an array of numbers");
      }
      values = count < values.length ? values : Arrays.copyOf(values, 2 * count);
      values[count++] = json.getDoubleValue();
    }
    return Arrays.copyOf(values, count);
  }
}
