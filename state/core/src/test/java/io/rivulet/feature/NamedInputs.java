package io.rivulet.feature;

import io.rivulet.record.Form;
import io.rivulet.record.Sample;
import io.rivulet.record.SampleBuilder;
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
    return Sample.of("m").x(x).build();
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
    SampleBuilder sample =
        Sample.of("m")
            .values(values.stream().mapToDouble(Double::doubleValue).toArray())
            .size(names.size())
            .names(names.toArray(String[]::new))
            .texts(numbers ? null : texts.toArray(String[][]::new))
            .forms(forms.toArray(Form[]::new));
    if (batch) {
      sample.rowEnds(rowEnds.stream().mapToInt(Integer::intValue).toArray()).rows(rowEnds.size());
    }
    return sample.build();
  }
}
