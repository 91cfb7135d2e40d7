package io.rivulet.learner;

import io.rivulet.learner.spec.Outputs;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.Shown;
import io.rivulet.record.Stage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The labels that a model takes: the numbers of its classes or their names. */
final class ClassLabels {

  private final int classes;
  private final List<String> names;
  private final Map<String, Integer> numbers = new HashMap<>();

  ClassLabels(Outputs outputs) {
    this.classes = outputs.count();
    this.names = outputs.names() == null ? List.of() : Arrays.asList(outputs.names());
    names.forEach(name -> numbers.put(name, numbers.size()));
  }

  /**
   * Checks that a label is of the right kind.
   *
   * @throws RejectedException {@code MALFORMED} for a text when classes are numbers
   */
  void requireKind(Sample sample) throws RejectedException {
    if (sample.labelName() != null && names.isEmpty()) {
      throw rejected(
          Reason.MALFORMED,
          "label is "
              + Shown.quoted(sample.labelName())
              + ", must be an integer from 0 to "
              + (classes - 1)
              + "; or list the names of the 'classes' in the spec");
    }
  }

  /**
   * The number of a sample's class, or {@link Sample#NO_LABEL}.
   *
   * @throws RejectedException {@code DIMENSION} when the model has no such class
   */
  int of(Sample sample) throws RejectedException {
    if (!sample.hasLabel()) {
      return Sample.NO_LABEL;
    }
    if (!names.isEmpty()) {
      return named(sample);
    }
    if (sample.label() < 0 || sample.label() >= classes) {
      throw rejected(
          Reason.DIMENSION,
          "label is " + sample.label() + ", the model has classes 0 to " + (classes - 1));
    }
    return sample.label();
  }

  private int named(Sample sample) throws RejectedException {
    Integer number = sample.labelName() == null ? null : numbers.get(sample.labelName());
    if (number == null) {
      throw rejected(
          Reason.DIMENSION,
          "label is "
              + (sample.labelName() == null
                  ? sample.label() + ", a number"
                  : Shown.quoted(sample.labelName()))
              + ", the model has the classes "
              + Shown.list(names)
              + "; send one of these names");
    }
    return number;
  }

  private static RejectedException rejected(Reason reason, String message) {
    return new RejectedException(reason, Stage.VALIDATE, message);
  }
}
