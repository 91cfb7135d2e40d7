package io.rivulet.experiment.figure;

import java.util.List;

/**
 * The end of a method's curve.
 *
 * @param source the value in the source at that step, in words; null when there is none
 */
public record End(
    String panel, String method, double step, double mean, double sd, int runs, String source) {

  static List<End> of(Panel panel) {
    return panel.traces().stream()
        .flatMap(trace -> trace.last().map(point -> of(panel, trace.method(), point)).stream())
        .toList();
  }

  private static End of(Panel panel, String method, Point last) {
    String source =
        panel.marks().stream()
            .filter(mark -> mark.method().equals(method) && mark.step() == last.step())
            .map(Mark::text)
            .findFirst()
            .orElse(null);
    return new End(panel.name(), method, last.step(), last.mean(), last.sd(), last.runs(), source);
  }
}
