package io.rivulet.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.experiment.figure.Panel;
import io.rivulet.experiment.figure.Point;
import io.rivulet.experiment.figure.Sheet;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the figure of systems that change must show, on seeds that nothing was chosen by. */
class DriftTest {

  private static final int RUNS = 4;
  private static final long SEED = 9001;

  private static final Path IMAGES = SharedData.file("mnist-digit-2.idx3-ubyte.gz");

  private static Sheet sheet;

  @BeforeAll
  static void compute() {
    Path images = Files.exists(IMAGES) ? IMAGES : null;
    sheet = new Drift().compute(new Setup(images, RUNS, SEED), Silence.LISTENER);
    System.out.println(sheet.notes());
    for (String p : new String[] {"walk", "jump"})
      for (String m : Tracker.labels()) System.out.println(p + " " + m + " " + all(p, m));
    for (String m : new String[] {"orfit-track", "orfit"})
      System.out.println("digits " + m + " " + OnlineNetsTest.end(sheet, "digits", m));
  }

  /** Root mean square over the whole stream. */
  private static double all(String panel, String method) {
    Panel found =
        sheet.panels().stream().filter(p -> p.name().equals(panel)).findFirst().orElseThrow();
    return Math.sqrt(
        found.traces().stream()
            .filter(trace -> trace.method().equals(method))
            .flatMap(trace -> trace.points().stream())
            .mapToDouble(Point::mean)
            .map(v -> v * v)
            .average()
            .orElseThrow());
  }

  @Test
  void x() {
    assertThat(1.0).isCloseTo(1, within(0.1));
  }
}
