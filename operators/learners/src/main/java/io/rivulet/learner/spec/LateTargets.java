package io.rivulet.learner.spec;

import io.rivulet.record.Sample;
import io.rivulet.record.Shown;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The field {@code labels}: targets may come after their inputs. The input of a question is kept
 * until its target comes, or for a limited time.
 *
 * @param patience how long a target may take, in milliseconds of the model's time, from 1
 * @param target what is learned when no target came in time: a number, numbers, a class or the name
 *     of a class; null when nothing is learned then
 */
public record LateTargets(long patience, Object target) {

  public static final String FIELD = "labels";

  private static final String DEFAULT = "default";

  /**
   * Reads the field.
   *
   * @return null when the spec does not have it
   */
  public static LateTargets read(SpecFields spec) {
    if (!spec.has(FIELD)) {
      return null;
    }
    SpecFields fields = spec.object(FIELD);
    LateTargets read = new LateTargets(fields.duration("wait"), target(fields));
    fields.finish();
    return read;
  }

  private static Object target(SpecFields fields) {
    if (!fields.has(DEFAULT)) {
      return null;
    }
    Object value = fields.value(DEFAULT);
    if (value instanceof String) {
      return value;
    }
    return value instanceof List<?>
        ? List.of(boxed(fields.numbers(DEFAULT)))
        : (Object) fields.number(DEFAULT);
  }

  /**
   * Checks that the default is a class of the model.
   *
   * @throws IllegalArgumentException when it is not
   */
  public void requireClass(SpecFields spec, Outputs classes) {
    String allowed;
    boolean known;
    if (classes.names() == null) {
      allowed = "a class, an integer from 0 to " + (classes.count() - 1);
      known =
          target instanceof Double number
              && number >= 0
              && number < classes.count()
              && number == Math.rint(number);
    } else {
      List<String> names = List.of(classes.names());
      allowed = "the name of a class, one of " + Shown.list(names);
      known = target instanceof String name && names.contains(name);
    }
    require(known, spec, allowed);
  }

  /**
   * Checks that the default has one number for each output.
   *
   * @throws IllegalArgumentException when it has not
   */
  public void requireNumbers(SpecFields spec, int outputs) {
    boolean fits = target instanceof List<?> numbers ? numbers.size() == outputs : outputs == 1;
    String allowed =
        outputs == 1 ? "a number" : "an array of " + outputs + " numbers, one for each output";
    require(fits && !(target instanceof String), spec, allowed);
  }

  private void require(boolean fits, SpecFields spec, String allowed) {
    if (!fits) {
      throw spec.object(FIELD)
          .refused(DEFAULT, target, allowed + ", as the targets of samples are");
    }
  }

  private static Double[] boxed(double[] numbers) {
    Double[] boxed = new Double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      boxed[i] = numbers[i];
    }
    return boxed;
  }

  /**
   * The default as the target of a record for this model.
   *
   * @param classes whether the model is a classifier
   * @param rows the rows of a batch, which all have the default; 0 for a single input
   */
  public Sample record(String model, boolean classes, int rows) {
    if (target instanceof String name) {
      return Sample.of(model).labelName(name).build();
    }
    if (classes) {
      return Sample.of(model).label(((Double) target).intValue()).build();
    }
    List<?> row = target instanceof List<?> list ? list : List.of(target);
    double[] y =
        Collections.nCopies(Math.max(1, rows), row).stream()
            .flatMap(List::stream)
            .mapToDouble(number -> (Double) number)
            .toArray();
    return Sample.of(model).y(y).targetRows(rows).build();
  }

  /** Adds the field to a canonical spec. */
  public void describe(Map<String, Object> fields) {
    Map<String, Object> described = new TreeMap<>();
    described.put("wait", patience);
    if (target != null) {
      described.put(DEFAULT, target);
    }
    fields.put(FIELD, described);
  }
}
