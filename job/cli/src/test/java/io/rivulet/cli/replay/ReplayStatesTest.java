package io.rivulet.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.job.config.OptionsReference;
import io.rivulet.learner.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** A replay that goes on from the states of another, and the options of both. */
final class ReplayStatesTest {

  private static final int SAMPLES = 100;

  /** Inside a window of every length that the specs name, and behind the start of the detector. */
  private static final int CUT = 43;

  private static final String QUALITY =
      ",'evaluate':{'every':7},'drift':{'detector':'page-hinkley','threshold':0.5,'then':'reset'}}";

  /** The specs, and what a sample holds besides id, model, x and ts. */
  private enum Target {
    NUMBER,
    PAIR,
    CLASS,
    NONE
  }

  private record Case(String spec, Target target) {

    static Case of(String fields, Target target) {
      return new Case("{'dimension':3," + fields + QUALITY, target);
    }

    String learner() {
      return spec.replaceFirst(".*'learner':'", "").replaceFirst("'.*", "");
    }
  }

  @TempDir private Path folder;

  static List<Case> cases() {
    return List.of(
        Case.of("'learner':'rls','forgetting':0.97,'bias':true,'outputs':2", Target.PAIR),
        Case.of(
            "'learner':'rls','model':{'kind':'mlp','hidden':[4]},'forgettingMode':'directional',"
                + "'forgetting':0.9",
            Target.NUMBER),
        Case.of("'learner':'orfit','memory':2,'noise':0.5", Target.NUMBER),
        Case.of("'learner':'orfit','memory':2,'summary':'random','seed':5", Target.NUMBER),
        Case.of("'learner':'orfit','memory':2,'summary':'fd'", Target.NUMBER),
        Case.of("'learner':'ekf','noise':0.2,'processNoise':0.01", Target.NUMBER),
        Case.of("'learner':'lofi-diagonal','memory':2,'noise':0.3", Target.NUMBER),
        Case.of("'learner':'ogd','rate':0.01,'steps':2", Target.NUMBER),
        Case.of("'learner':'one-step-sgd'", Target.NUMBER),
        Case.of("'learner':'sgd','rate':0.01,'bias':true,'standardize':true", Target.NUMBER),
        Case.of("'learner':'greedy','outputs':2", Target.PAIR),
        Case.of("'learner':'online-net','hidden':5,'seed':3", Target.NUMBER),
        Case.of("'learner':'online-net','hidden':5,'seed':3,'horizon':4", Target.NONE),
        Case.of("'learner':'laplace','classes':3,'window':9", Target.CLASS),
        Case.of("'learner':'laplace','classes':3,'window':{'seconds':9}", Target.CLASS),
        Case.of(
            "'learner':'distillation','classes':3,'window':9,'reservoir':5,'seed':2", Target.CLASS),
        new Case(
            "{'dimension':3,'learner':'matrix-flow','time':0.5,'initialScale':0.1}", Target.NONE),
        Case.of("'learner':'ledger','ridge':0.5,'decay':0.99", Target.NUMBER),
        Case.of("'learner':'ledger','ridge':0.5,'form':'square-root'", Target.NUMBER),
        Case.of("'learner':'ledger','ridge':0.5,'bias':true,'standardize':true", Target.NUMBER));
  }

  @Test
  void cases_holdEveryLearner() {
    Set<String> learners = cases().stream().map(Case::learner).collect(Collectors.toSet());

    assertThat(learners).isEqualTo(Catalogue.names());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void replay_cutInTwo_isOneReplayBitForBit(Case each) {
    List<String> lines = lines(each);
    String[] options = {"--every=2", "--initial"};

    ReplayRun whole = new ReplayRun(folder, "whole").over(each.spec(), lines, options);
    ReplayRun first =
        new ReplayRun(folder, "first").over(each.spec(), lines.subList(0, CUT), options);
    ReplayRun second =
        new ReplayRun(folder, "second")
            .over(
                each.spec(),
                lines.subList(CUT, lines.size()),
                "--every=2",
                "--initial",
                "--states-in=" + first.file("states-out"));

    assertThat(whole.complaints()).isEmpty();
    assertThat(whole.lines("weights")).isNotEmpty();
    for (String output : List.of("weights", "predictions", "metrics", "acks")) {
      assertThat(joined(first, second, output)).as(output).isEqualTo(whole.lines(output));
    }
    assertThat(second.lines("states-out")).isEqualTo(whole.lines("states-out"));
  }

  @Test
  void replay_cutInTwo_crossesOpenWindowsAndAlarms() {
    List<String> metrics = new ArrayList<>();
    List<String> acks = new ArrayList<>();
    for (Case each : cases()) {
      ReplayRun whole = new ReplayRun(folder, "whole").over(each.spec(), lines(each));
      metrics.addAll(whole.lines("metrics"));
      acks.addAll(whole.lines("acks"));
    }

    assertThat(metrics).filteredOn(containing("\"drift\":true")).isNotEmpty();
    assertThat(metrics).filteredOn(containing("\"drift\":false")).hasSizeGreaterThan(100);
    assertThat(acks).filteredOn(containing("\"drift-1-")).isNotEmpty();
  }

  @Test
  void replay_statesWithASpecOfTheirOwn_keepIt() throws IOException {
    ReplayRun first =
        new ReplayRun(folder, "first")
            .over("{'learner':'rls','dimension':1}", List.of("{'x':[1],'y':1}"));
    String state = first.lines("states-out").get(0);
    Path states = Files.write(folder.resolve("states"), List.of(state, "", state));

    ReplayRun second =
        new ReplayRun(folder, "second")
            .over(
                "{'learner':'greedy','dimension':1}",
                List.of("{'x':[1],'y':1}", "{'model':'b','x':[1],'y':1}"),
                "--states-in=" + states);

    assertThat(second.lines("weights"))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("\"learner\":\"rls\"", "\"version\":2,", "\"previous\":1,"),
            line -> assertThat(line).contains("\"learner\":\"greedy\"", "\"version\":1,"));
  }

  @Test
  void replay_statesThatCannotBeTaken_areRefusedWithTheirLine() throws IOException {
    ReplayRun first =
        new ReplayRun(folder, "first")
            .over(
                "{'learner':'rls','dimension':100}",
                List.of("{'x':{'n':100,'i':[],'v':[]},'y':1}"));
    String state = first.lines("states-out").get(0);

    assertThat(second(List.of(state, "nope"))).anyMatch(containing("states, line 2: "));
    assertThat(second(List.of(state.substring(0, 900)))).anyMatch(containing("states, line 1: "));
    assertThat(second(List.of(state), "--limits.model-bytes=16kb"))
        .anyMatch(containing("states, line 1: "));
  }

  private List<String> second(List<String> states, String... options) throws IOException {
    Path file = Files.write(folder.resolve("states"), states);
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--states-in=" + file);
    ReplayRun run = new ReplayRun(folder, "second");
    assertThat(
            run.exit("{'learner':'greedy','dimension':1}", List.of(), all.toArray(new String[0])))
        .isEqualTo(2);
    return run.complaints();
  }

  @Test
  void replay_statesThatAreNotThere_exitsOne() {
    ReplayRun run = new ReplayRun(folder, "run");

    assertThat(
            run.exit(
                "{'learner':'greedy','dimension':1}",
                List.of(),
                "--states-in=" + folder.resolve("none")))
        .isEqualTo(1);
  }

  @Test
  void replay_fileGivenTwice_isRefusedBeforeItIsOverwritten() throws IOException {
    Path states = Files.writeString(folder.resolve("run-states-out"), "{}\n");
    ReplayRun run = new ReplayRun(folder, "run");

    assertThat(run.exit("{'learner':'greedy','dimension':1}", List.of(), "--states-in=" + states))
        .isEqualTo(2);
    assertThat(run.complaints()).anyMatch(containing("given twice"));
    assertThat(states).hasContent("{}");
  }

  @Test
  void replay_limitThatIsNotAllowed_isRefusedInTheWordsOfTheJob() {
    ReplayRun run = new ReplayRun(folder, "run");

    assertThat(run.exit("{'learner':'greedy','dimension':1}", List.of(), "--limits.idle=tomorrow"))
        .isEqualTo(2);
    assertThat(run.complaints()).anyMatch(containing("limits.idle must be "));
  }

  @Test
  void help_limits_areThoseOfTheJobWithTheirDefaults() {
    String help = new CommandLine(new ReplayCommand()).getUsageMessage().replaceAll("\\s+", " ");

    for (String row : OptionsReference.table().lines().filter(containing("`limits.")).toList()) {
      String[] cells = row.split("\\s*\\|\\s*", -1);
      String name = cells[1].replace("`", "");
      String described = help.substring(help.lastIndexOf("--" + name + "="));
      assertThat(described.substring(0, described.indexOf(')')))
          .endsWith("(default: " + cells[3].replace("`", ""));
    }
  }

  private static Predicate<String> containing(String part) {
    return line -> line.contains(part);
  }

  private static List<String> joined(ReplayRun first, ReplayRun second, String output) {
    List<String> lines = new ArrayList<>(first.lines(output));
    lines.addAll(second.lines(output));
    return lines;
  }

  /** Samples and questions of three models, one of which is born after the cut. */
  private static List<String> lines(Case each) {
    SplittableRandom random = new SplittableRandom(11);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      String model = i % 5 == 0 ? "b" : i > 60 && i % 7 == 0 ? "c" : "a";
      double shift = i < 70 ? 0 : 5;
      boolean asked = i % 6 == 5 && each.target() != Target.NONE;
      lines.add(
          "{'id':'s-%d','model':'%s','ts':%d,'op':'%s','x':[%s,%s,%s]%s}"
              .formatted(
                  i,
                  model,
                  1_790_000_000_000L + 1_000L * i,
                  asked ? "predict" : "learn",
                  random.nextDouble(-1, 1),
                  random.nextDouble(-1, 1),
                  random.nextDouble(-1, 1),
                  asked ? "" : target(each.target(), shift, random)));
    }
    return lines;
  }

  private static String target(Target target, double shift, SplittableRandom random) {
    double y = shift + random.nextDouble();
    return switch (target) {
      case NUMBER -> ",'y':" + y;
      case PAIR -> ",'y':[" + y + "," + random.nextDouble() + "]";
      case CLASS -> ",'label':" + (shift > 0 ? 2 : random.nextInt(2));
      case NONE -> "";
    };
  }
}
