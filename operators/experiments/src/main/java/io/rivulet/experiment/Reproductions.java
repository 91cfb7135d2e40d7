package io.rivulet.experiment;

import io.rivulet.record.NearestName;
import java.util.List;

/** The list of all reproductions; a new figure is one line here. */
public final class Reproductions {

  private static final List<Reproduction> ALL =
      List.of(
          new OrfitFigure6(),
          new OrfitFigure7(),
          new OnlineNets(),
          new MatrixFlowStaircase(),
          new Penalties(),
          new SampleVectors(),
          new Peers(),
          new FrozenHeads(),
          new Forgetting(),
          new Drift());

  private Reproductions() {}

  /** The names of all reproductions, in the order in which they are shown. */
  public static List<String> names() {
    return ALL.stream().map(Reproduction::name).toList();
  }

  /** All reproductions, in the order in which they are shown. */
  public static List<Reproduction> all() {
    return ALL;
  }

  /**
   * The reproduction with a name.
   *
   * @throws IllegalArgumentException when there is none; the message contains the nearest name
   */
  public static Reproduction of(String name) {
    return ALL.stream()
        .filter(reproduction -> reproduction.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "unknown figure '"
            + name
            + "'"
            + NearestName.of(name, names())
                .map(near -> ", did you mean '" + near + "'? This build has ")
                .orElse("; this build has ")
            + String.join(", ", names()));
  }
}
