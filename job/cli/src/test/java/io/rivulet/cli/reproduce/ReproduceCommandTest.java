package io.rivulet.cli.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.Rivulet;
import io.rivulet.cli.console.Exit;
import io.rivulet.experiment.Reproduction;
import io.rivulet.experiment.Reproductions;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class ReproduceCommandTest {

  private static final int METHODS = 9;
  private static final int STEPS = 101;
  private static final int PANELS = 2;

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void reproduce_fig6_writesCsvAndPicturesAndPrintsTheEnds() throws Exception {
    Path to = folder.resolve("new/figures");

    assertThat(reproduce("fig6", "--runs", "2", "--out", to.toString())).isZero();

    List<String> csv = Files.readAllLines(to.resolve("fig6.csv"));
    assertThat(csv.get(0)).isEqualTo("figure,panel,method,step,mean,sd,runs");
    assertThat(csv).hasSize(1 + METHODS * STEPS * PANELS);
    assertThat(csv.subList(1, csv.size()))
        .allMatch(row -> row.matches("fig6,[ab],[a-z-]+,\\d+,[0-9.E-]+,[0-9.E-]+,2"));
    Element svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(to.resolve("fig6.svg").toFile())
            .getDocumentElement();
    BufferedImage png = ImageIO.read(to.resolve("fig6.png").toFile());
    assertThat(svg.getTagName()).isEqualTo("svg");
    assertThat(svg.getAttribute("width")).isEqualTo("174.00mm");
    assertThat(png.getWidth()).isEqualTo(2055);
    assertThat(out.toString())
        .containsPattern("a +orfit +100 +\\d+\\.\\d\\d +\\d+\\.\\d\\d +2 +41\n")
        .contains("csv  " + to.resolve("fig6.csv"))
        .contains("png  " + to.resolve("fig6.png"))
        .contains("svg  " + to.resolve("fig6.svg"));

    String text = Files.readString(to.resolve("fig6.csv"));
    String picture = Files.readString(to.resolve("fig6.svg"));
    out.getBuffer().setLength(0);
    assertThat(reproduce("fig6", "--runs", "2", "--json", "--out", to.toString())).isZero();

    assertThat(Files.readString(to.resolve("fig6.csv"))).isEqualTo(text);
    assertThat(Files.readString(to.resolve("fig6.svg"))).isEqualTo(picture);
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(out.toString().lines()).hasSize(1);
    assertThat(json.path("figure").asText()).isEqualTo("fig6");
    assertThat(json.path("images").asText()).isEqualTo("drawn");
    assertThat(json.path("runs").asInt()).isEqualTo(2);
    assertThat(json.path("ends")).hasSize(METHODS * PANELS);
    assertThat(json.path("ends").get(0).path("method").asText()).isEqualTo("orfit");
    assertThat(json.path("ends").get(0).path("source").asText()).isEqualTo("41");
    assertThat(json.path("files").path("png").asText())
        .isEqualTo(to.resolve("fig6.png").toString());
  }

  @Test
  void reproduce_oneColumn_drawsTheSameNarrower() throws Exception {
    Path wide = folder.resolve("wide");
    Path narrow = folder.resolve("narrow");

    assertThat(reproduce("matrix-flow", "--runs", "1", "--out", wide.toString())).isZero();
    assertThat(
            reproduce(
                "matrix-flow",
                "--runs",
                "1",
                "--columns",
                "1",
                "--no-caption",
                "--out",
                narrow.toString()))
        .isZero();

    String svg = Files.readString(narrow.resolve("matrix-flow.svg"));
    assertThat(svg).contains(" width=\"84.00mm\"").contains(">(e)<").contains(">μ = 4<");
    assertThat(svg).doesNotContain("mu-4").doesNotContain("Mean of").doesNotContain("One run");
    assertThat(Files.readString(wide.resolve("matrix-flow.svg"))).contains("One run (seed 1).");
    assertThat(ImageIO.read(narrow.resolve("matrix-flow.png").toFile()).getWidth()).isEqualTo(992);
    assertThat(narrow.resolve("matrix-flow.csv"))
        .hasSameTextualContentAs(wide.resolve("matrix-flow.csv"));
  }

  @Test
  void reproduce_unknownName_isRefusedWithTheNearest() {
    assertThat(reproduce("fig66", "--out", folder.toString())).isEqualTo(Exit.REFUSED);

    assertThat(err.toString().lines())
        .containsExactly(
            "rivulet: unknown figure 'fig66', did you mean 'fig6'? This build has "
                + String.join(", ", Reproductions.names()));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void reproduce_wrongUse_isRefused() {
    assertThat(reproduce("fig6")).isEqualTo(Exit.REFUSED);
    assertThat(reproduce("fig6", "--out", folder.toString(), "--runs", "0"))
        .isEqualTo(Exit.REFUSED);
    assertThat(reproduce("fig6", "--out", folder.toString(), "--columns", "3"))
        .isEqualTo(Exit.REFUSED);
    assertThat(reproduce("ledger", "--out", folder.toString(), "--images", "digits.csv"))
        .isEqualTo(Exit.REFUSED);

    assertThat(err.toString())
        .contains("Missing required option: '--out=DIR'")
        .contains("--runs must be in 1 to 1000, got 0")
        .contains("--columns must be 1 or 2, got 3")
        .contains("ledger is not about digits: leave --images out");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void reproduce_unusableFiles_fail() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no images");

    assertThat(reproduce("fig6", "--out", file.resolve("below").toString())).isEqualTo(Exit.FAILED);
    assertThat(reproduce("fig6", "--out", folder.toString(), "--images", file.toString()))
        .isEqualTo(Exit.FAILED);

    assertThat(err.toString()).contains("cannot be made").contains("the images cannot be used");
  }

  @Test
  void reproduce_help_namesEveryFigure() {
    assertThat(reproduce("--help")).isZero();

    assertThat(out.toString()).contains("Figures:");
    for (Reproduction figure : Reproductions.all()) {
      assertThat(out.toString()).contains("  " + figure.name() + "  " + figure.description());
    }
    assertThat(Reproductions.names()).doesNotHaveDuplicates().contains("fig6", "fig7");
  }

  private int reproduce(String... options) {
    List<String> arguments = new ArrayList<>(List.of("reproduce"));
    arguments.addAll(List.of(options));
    return Rivulet.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(String[]::new));
  }
}
