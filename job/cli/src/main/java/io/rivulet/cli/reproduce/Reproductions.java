package io.rivulet.cli.reproduce;

import io.rivulet.cli.Failure;
import io.rivulet.record.NearestName;
import java.util.List;

/** Everything that can be reproduced; a new figure is a line here. */
final class Reproductions {

  static final List<Reproduction> ALL =
      List.of(
          new OrfitFigure6(),
          new OrfitFigure7(),
          new OnlineNets(),
          new MatrixFlowStaircase(),
          new Penalties(),
          new SampleVectors());

  private Reproductions() {}

  static List<String> names() {
    return ALL.stream().map(Reproduction::name).toList();
  }

  /** A line for each. */
  static String[] help() {
    return ALL.stream()
        .map(reproduction -> "  " + reproduction.name() + "  " + reproduction.description())
        .toArray(String[]::new);
  }

  /**
   * The one of that name.
   *
   * @throws Failure when there is none, with the nearest name
   */
  static Reproduction of(String name) {
    return ALL.stream()
        .filter(reproduction -> reproduction.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static Failure unknown(String name) {
    return Failure.refused(
        "unknown figure '"
            + name
            + "'"
            + NearestName.of(name, names())
                .map(near -> ", did you mean '" + near + "'? This build knows ")
                .orElse("; this build knows ")
            + String.join(", ", names()));
  }
}
