package io.rivulet.feature;

import io.rivulet.record.Form;
import io.rivulet.record.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Samples with a named x, as a decoder makes them. */
final class NamedInputs {

  private final List<String> names = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();
  private final List<String[]> texts = new ArrayList<>();
  private final List<Form> forms = new ArrayList<>();
  private final List<Integer> rowEnds = new ArrayList<>();

  private NamedInputs() {}

  static Sample single(Map<String, ?> x) {
    NamedInputs inputs = new NamedInputs();
    inputs.addRow(x);
    return inputs.sample(false);
  }

  static Sample batch(List<? extends Map<String, ?>> rows) {
    NamedInputs inputs = new NamedInputs();
    rows.forEach(inputs::addRow);
    return inputs.sample(true);
  }

  static Sample dense(double... x) {
    return new Sample(
        "m",
        null,
        null,
        x,
        null,
        x.length,
        null,
        null,
        Sample.NO_LABEL,
        null,
        1,
        0,
        null,
        null,
        null);
  }

  private void addRow(Map<String, ?> x) {
    x.forEach(this::add);
    rowEnds.add(names.size());
  }

  private void add(String name, Object value) {
    names.add(name);
    forms.add(value instanceof List<?> ? Form.LIST : null);
    if (value instanceof Boolean flag) {
      values.add(flag ? 1.0 : 0.0);
      texts.add(new String[] {flag.toString()});
    } else if (value instanceof Number number) {
      values.add(number.doubleValue());
      texts.add(null);
    } else {
      values.add(Sample.TEXT);
      texts.add(
          value instanceof String text
              ? new String[] {text}
              : ((List<?>) value).toArray(String[]::new));
    }
  }

  private Sample sample(boolean batch) {
    boolean numbers = texts.stream().allMatch(text -> text == null);
    return new Sample(
        "m",
        null,
        null,
        values.stream().mapToDouble(Double::doubleValue).toArray(),
        null,
        names.size(),
        names.toArray(String[]::new),
        numbers ? null : texts.toArray(String[][]::new),
        forms.toArray(Form[]::new),
        batch ? rowEnds.stream().mapToInt(Integer::intValue).toArray() : null,
        batch ? rowEnds.size() : 0,
        null,
        0,
        Sample.NO_LABEL,
        null,
        null,
        1,
        0,
        null,
        null,
        null);
  }
}
