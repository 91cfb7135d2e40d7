package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.step.MistakenUnit;
import io.rivulet.record.Limits;
import io.rivulet.record.Sample;
import io.rivulet.record.SampleBuilder;
import io.rivulet.wire.SpecJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which event times are doubted, and what is said about them. */
class MistakenUnitTest {

  /** The seconds of 1974-01-01 and of 2038-01-19. */
  private static final int FIRST = 126_230_400;

  private static final int LAST = Integer.MAX_VALUE - 1;
  private static final long NOON = 1_790_000_000L;

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void of_anInstantOfOurTimes_knowsItsUnit(long seed) {
    Draw draw = new Draw(seed);
    long second = draw.between(FIRST, LAST);

    assertThat(MistakenUnit.of(second)).contains(MistakenUnit.SECONDS);
    assertThat(MistakenUnit.of(second * 1000)).isEmpty();
    assertThat(MistakenUnit.of(second * 1_000_000)).contains(MistakenUnit.MICROSECONDS);
    assertThat(MistakenUnit.of(second * 1_000_000_000)).contains(MistakenUnit.NANOSECONDS);
    for (long unit : new long[] {1, 1_000_000, 1_000_000_000}) {
      assertThat(MistakenUnit.of(second * unit).orElseThrow().describe(second * unit))
          .endsWith(Instant.ofEpochSecond(second).toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "-1790000000000", "86400000", "-9223372036854775808"})
  void of_timesNearTheEpochAndBeforeIt_isNothing(long ts) {
    assertThat(MistakenUnit.of(ts)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1,seconds", "1000000,microseconds", "1000000000,nanoseconds"})
  void accept_timesInAnotherUnit_warnsOnce(long unit, String name) throws Exception {
    List<String> said = said(NOON * unit, (NOON + 60) * unit, (NOON + 120) * unit);

    assertThat(said).hasSize(1);
    assertThat(said.get(0))
        .startsWith("ts " + NOON * unit + " is milliseconds since 1970")
        .contains("looks like " + name + ", 2026-09-21T14:13:20Z")
        .endsWith("send milliseconds");
  }

  @Test
  void accept_milliseconds_saysNothing() throws Exception {
    assertThat(said(NOON * 1000, NOON * 1000 - 3_600_000, Sample.NO_TIME)).isEmpty();
  }

  @Test
  void accept_simulatedTimesFromTheEpochOn_saysNothing() throws Exception {
    assertThat(said(0, 3_600_000, 30 * 86_400_000L)).isEmpty();
  }

  @Test
  void accept_secondsBehindSamplesWithoutTime_warns() throws Exception {
    assertThat(said(Sample.NO_TIME, NOON)).hasSize(1);
  }

  @Test
  void accept_oneTimeInMicroseconds_warns() throws Exception {
    assertThat(said(NOON * 1000, NOON * 1_000_000)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1,seconds stays open 1000 times as long",
    "1000000,seconds closes 1000 times as soon",
    "1000000000,seconds closes 1000000 times as soon"
  })
  void accept_windowsOfTimesInAnotherUnit_saysWhatBecomesOfThem(long unit, String consequence)
      throws Exception {
    String spec =
        SpecJson.canonical(
            Map.of(
                "learner",
                "laplace",
                "dimension",
                1,
                "classes",
                2,
                "window",
                Map.of("seconds", 10)));

    List<String> said = said(spec, NOON * unit, (NOON + 1) * unit, (NOON + 2) * unit);

    assertThat(said).hasSize(1);
    assertThat(said.get(0)).contains("10.0 " + consequence);
  }

  private static List<String> said(long... times) throws Exception {
    return said(
        SpecJson.canonical(
            Map.of("learner", "rls", "dimension", 1, "labels", Map.of("wait", "1h"))),
        times);
  }

  private static List<String> said(String spec, long... times) throws Exception {
    Model<?> model = Specs.forEveryModel(spec, Limits.DEFAULT).newModel("m");
    List<String> said = new ArrayList<>();
    for (long ts : times) {
      SampleBuilder sample = Sample.of("m").x(1).ts(ts);
      boolean classified = model.spec().spec().windowed();
      Sample learned = classified ? sample.label(1).build() : sample.y(2).build();
      said.addAll(model.accept(learned, new PublishPolicy(1)).warnings());
    }
    return said;
  }
}
