package io.rivulet.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {

  @Test
  void of_everyOption_isRead() {
    BenchOptions options =
        BenchOptions.of(
            List.of(
                "--case",
                "p16-*",
                "--case",
                "latency",
                "--quick",
                "--rounds",
                "5",
                "--samples",
                "12345",
                "--dir",
                "/a",
                "--to",
                "/b",
                "--note",
                "c d"));

    assertThat(options)
        .isEqualTo(
            new BenchOptions(
                List.of("p16-*", "latency"),
                5,
                12_345,
                true,
                Path.of("/a"),
                java.util.Optional.of(Path.of("/b")),
                "c d"));
    assertThat(options.command("pipeline"))
        .isEqualTo(
            "scripts/rivulet bench pipeline --case 'p16-*' --case 'latency' --rounds 5 --samples"
                + " 12345 --quick");
  }

  @Test
  void of_wrongUse_isRefused() {
    assertThatThrownBy(() -> BenchOptions.of(List.of("--rounds")))
        .hasMessage("--rounds has no value");
    assertThatThrownBy(() -> BenchOptions.of(List.of("--round", "1")))
        .hasMessage("unknown option --round");
  }

  @Test
  void sizes_notGiven_areThoseOfTheCase() {
    BenchOptions whole = BenchOptions.of(List.of());
    BenchOptions quick = BenchOptions.of(List.of("--quick"));
    BenchOptions given = BenchOptions.of(List.of("--samples", "7", "--rounds", "2", "--quick"));

    assertThat(whole.samplesOr(100, 10)).isEqualTo(100);
    assertThat(quick.samplesOr(100, 10)).isEqualTo(10);
    assertThat(given.samplesOr(100, 10)).isEqualTo(7);
    assertThat(whole.roundsOrDefault()).isEqualTo(3);
    assertThat(quick.roundsOrDefault()).isEqualTo(1);
    assertThat(given.roundsOrDefault()).isEqualTo(2);
  }

  @Test
  void chosen_patterns_keepTheOrder_andRefuseWhatIsNotThere() {
    List<Bench> all = List.of(named("p16-hot"), named("p16-hot-every-100"), named("latency"));

    assertThat(names("--case", "latency", "--case", "p16-*")).containsExactlyElementsOf(names());
    assertThat(names("--case", "p16-hot")).containsExactly("p16-hot");
    assertThatThrownBy(() -> BenchOptions.of(List.of("--case", "p17")).chosen(all))
        .hasMessage("no case is named p17; there are p16-hot, p16-hot-every-100, latency");
  }

  private static List<String> names(String... options) {
    List<Bench> all = List.of(named("p16-hot"), named("p16-hot-every-100"), named("latency"));
    return BenchOptions.of(List.of(options)).chosen(all).stream().map(Bench::name).toList();
  }

  private static Bench named(String name) {
    return new Bench() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void run(Consumer<BenchRow> rows) {}
    };
  }
}
