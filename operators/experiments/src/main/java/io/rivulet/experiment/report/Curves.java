package io.rivulet.experiment.report;

import io.rivulet.experiment.digits.Errors;
import io.rivulet.experiment.figure.Point;
import io.rivulet.experiment.figure.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * The errors of one run: for each method, in the order given, what its weights were worth after
 * each step. Step n is the weights after n samples, step 0 the first weights. Not thread-safe.
 */
public final class Curves {

  private final int steps;
  private final Map<String, NavigableMap<Integer, Errors>> errors = new LinkedHashMap<>();

  /**
   * A run that has not begun.
   *
   * @param methods names of the methods, in the order they are shown
   * @param steps how many samples there are to learn, at least 1
   */
  public Curves(List<String> methods, int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be at least 1, got " + steps);
    }
    this.steps = steps;
    methods.forEach(method -> errors.put(method, new TreeMap<>()));
  }

  /**
   * The curves of one kind of error, in the order of the first run's methods. A step counts the
   * runs that noted it.
   *
   * @param runs at least one run, all of the same methods
   */
  public static List<Trace> traces(List<Curves> runs, ToDoubleFunction<Errors> kind) {
    return runs.get(0).methods().stream().map(method -> trace(method, runs, kind)).toList();
  }

  private static Trace trace(String method, List<Curves> runs, ToDoubleFunction<Errors> kind) {
    NavigableSet<Integer> steps = new TreeSet<>();
    runs.forEach(run -> steps.addAll(run.of(method).keySet()));
    return new Trace(
        method, steps.stream().map(step -> Point.of(step, at(step, method, runs, kind))).toList());
  }

  private static double[] at(
      int step, String method, List<Curves> runs, ToDoubleFunction<Errors> kind) {
    return runs.stream()
        .map(run -> run.at(method, step))
        .flatMap(Optional::stream)
        .mapToDouble(kind)
        .toArray();
  }

  /** Notes the errors after a step; a step noted again, as after a restart, is replaced. */
  public void put(String method, int step, Errors after) {
    if (step < 0 || step > steps) {
      throw new IllegalArgumentException("step must be in 0 to " + steps + ", got " + step);
    }
    of(method).put(step, after);
  }

  /** The methods, in the order they are shown. */
  public List<String> methods() {
    return List.copyOf(errors.keySet());
  }

  /** How many samples there are to learn. */
  public int steps() {
    return steps;
  }

  /** The newest step that every method has reached, -1 before the first. */
  public int reached() {
    return errors.values().stream()
        .mapToInt(curve -> curve.isEmpty() ? -1 : curve.lastKey())
        .min()
        .orElse(-1);
  }

  /** The errors after a step, if noted. */
  public Optional<Errors> at(String method, int step) {
    return Optional.ofNullable(of(method).get(step));
  }

  /** The errors after the newest step noted. */
  public Optional<Errors> last(String method) {
    return Optional.ofNullable(of(method).lastEntry()).map(Map.Entry::getValue);
  }

  /** The largest finite value of a kind of error over all methods and steps, 0 if there is none. */
  double largest(ToDoubleFunction<Errors> kind) {
    return errors.values().stream()
        .flatMap(curve -> curve.values().stream())
        .mapToDouble(kind)
        .filter(Double::isFinite)
        .max()
        .orElse(0);
  }

  private NavigableMap<Integer, Errors> of(String method) {
    NavigableMap<Integer, Errors> curve = errors.get(method);
    if (curve == null) {
      throw new IllegalArgumentException(
          "unknown method '" + method + "', the run has " + String.join(", ", errors.keySet()));
    }
    return curve;
  }
}
