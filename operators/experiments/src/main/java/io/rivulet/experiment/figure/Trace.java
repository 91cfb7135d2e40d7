package io.rivulet.experiment.figure;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The curve of a method over its runs.
 *
 * @param method its name in the CSV
 * @param label its name in the picture
 * @param points by ascending step; empty when the method never ran
 */
public record Trace(String method, String label, List<Point> points) {

  public Trace {
    points = List.copyOf(points);
  }

  /** One with the same name everywhere. */
  public Trace(String method, List<Point> points) {
    this(method, method, points);
  }

  /** The same one under another name in the picture. */
  public Trace labelled(String label) {
    return new Trace(method, label, points);
  }

  /**
   * The curve of runs that were all measured at the same steps.
   *
   * @param steps ascending
   * @param runs at least one, a value for each step
   */
  public static Trace of(String method, double[] steps, List<double[]> runs) {
    return new Trace(
        method,
        IntStream.range(0, steps.length)
            .mapToObj(i -> Point.of(steps[i], runs.stream().mapToDouble(run -> run[i]).toArray()))
            .toList());
  }

  /**
   * The curves of methods in runs that were all measured at the same steps.
   *
   * @param steps ascending
   * @param runs at least one; of each, a value for each step for each method in its order, and
   *     perhaps more
   */
  public static List<Trace> of(List<String> methods, double[] steps, List<List<double[]>> runs) {
    return IntStream.range(0, methods.size())
        .mapToObj(m -> of(methods.get(m), steps, runs.stream().map(run -> run.get(m)).toList()))
        .toList();
  }

  /** Of how many runs it is the mean, 0 when the method never ran. */
  int runs() {
    return points.stream().mapToInt(Point::runs).max().orElse(0);
  }

  /** The point of the largest step, if there is one. */
  public Optional<Point> last() {
    return points.isEmpty() ? Optional.empty() : Optional.of(points.get(points.size() - 1));
  }
}
