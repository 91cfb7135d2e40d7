package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rivulet.record.EntryName;
import io.rivulet.record.Form;
import io.rivulet.record.Sample;
import io.rivulet.record.Shown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A reader of the named values of x, in one row or several: numbers, booleans, texts and lists of
 * texts. A member that is null is left out.
 */
final class NamedReader {

  private static final String[] TRUE = {"true"};
  private static final String[] FALSE = {"false"};
  private static final String TAKEN = "a number, true, false, a text or a list of texts";

  private final JsonParser json;
  private final FieldReader fields;
  private final List<String> names = new ArrayList<>();
  private double[] values = new double[8];
  private String[][] texts;
  private Form[] forms;

  NamedReader(JsonParser json, FieldReader fields) {
    this.json = json;
    this.fields = fields;
  }

  int count() {
    return names.size();
  }

  String[] names() {
    return names.toArray(String[]::new);
  }

  double[] values() {
    return Arrays.copyOf(values, names.size());
  }

  /** The texts; null when there are only numbers. */
  String[][] texts() {
    return texts == null ? null : Arrays.copyOf(texts, names.size());
  }

  /** The forms; null when each value is a single one. */
  Form[] forms() {
    return forms == null ? null : Arrays.copyOf(forms, names.size());
  }

  /** The number with this name, or NaN when there is none. */
  double number(String name) {
    int place = names.indexOf(name);
    return place < 0 || textual(place) ? Double.NaN : values[place];
  }

  /** Whether a value is a text or a boolean and not a number. */
  private boolean textual(int place) {
    return texts != null && texts[place] != null && !beyondExact(values[place]);
  }

  private static boolean beyondExact(double value) {
    return Math.abs(value) > Sample.LARGEST_EXACT;
  }

  /** The value with this name in words. */
  String shown(String name) {
    int place = names.indexOf(name);
    if (place < 0) {
      return "missing";
    }
    return textual(place)
        ? Shown.quoted(String.join(", ", texts[place]))
        : Shown.number(values[place]);
  }

  /**
   * Reads one member, whose value is at the parser's place.
   *
   * @param row from 0, or {@link EntryName#NONE}
   */
  void read(int row, String name) throws IOException {
    JsonToken token = json.currentToken();
    if (token.isNumeric()) {
      addNumber(name);
    } else if (token == JsonToken.VALUE_STRING) {
      add(name, Sample.TEXT, new String[] {json.getText()});
    } else if (token.isBoolean()) {
      boolean on = token == JsonToken.VALUE_TRUE;
      add(name, on ? 1 : 0, on ? TRUE : FALSE);
    } else if (token == JsonToken.START_ARRAY) {
      addList(row, name);
    } else if (token == JsonToken.START_OBJECT) {
      int members = fields.mistyped(EntryName.named(row, name), TAKEN);
      add(name, Sample.TEXT, new String[members]);
      form(Form.OBJECT);
    }
  }

  /** Adds a number; an integer that may share its float64 with another keeps its text. */
  private void addNumber(String name) throws IOException {
    double value = fields.number();
    boolean kept = json.currentToken() == JsonToken.VALUE_NUMBER_INT && beyondExact(value);
    add(name, value, kept ? new String[] {json.getText()} : null);
  }

  private void addList(int row, String name) throws IOException {
    Form form = Form.LIST;
    List<String> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        list.add(json.getText());
      } else {
        fields.mistyped(
            EntryName.of(EntryName.named(row, name), EntryName.NONE, list.size()), "a text");
        list.add("");
        form = Form.ARRAY;
      }
    }
    add(name, Sample.TEXT, list.toArray(String[]::new));
    form(form);
  }

  /** Sets the form of the value that was added last. */
  private void form(Form form) {
    forms = forms == null ? new Form[values.length] : forms;
    forms[names.size() - 1] = form;
  }

  private void add(String name, double value, String[] text) {
    int count = names.size();
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
      texts = texts == null ? null : Arrays.copyOf(texts, 2 * count);
      forms = forms == null ? null : Arrays.copyOf(forms, 2 * count);
    }
    values[count] = value;
    if (text != null) {
      texts = texts == null ? new String[values.length][] : texts;
      texts[count] = text;
    }
    names.add(name);
  }
}
