package io.rivulet.experiment.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.experiment.digits.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MethodStyleTest {

  @Test
  void of_contenders_differInEveryWay() {
    List<MethodStyle> styles = Contender.labels().stream().map(MethodStyle::of).toList();

    assertThat(styles.stream().map(MethodStyle::letter)).doesNotHaveDuplicates();
    assertThat(styles.stream().map(MethodStyle::rgb)).doesNotHaveDuplicates();
    assertThat(styles.stream().map(MethodStyle::ansi)).doesNotHaveDuplicates();
    assertThat(styles.stream().map(MethodStyle::marker)).doesNotHaveDuplicates();
  }

  @Test
  void of_otherMethod_differsFromContenders() {
    MethodStyle other = MethodStyle.of("anything");

    assertThat(Contender.labels().stream().map(MethodStyle::of)).doesNotContain(other);
  }

  @Test
  void of_methodsOfThePaper_haveStylesOfTheirOwn() {
    List<String> methods = new ArrayList<>(Contender.labels());
    methods.addAll(List.of("orfit-fd", "orfit-noise", "sgd"));
    Map<String, MethodStyle> styles = MethodStyle.of(methods);

    assertThat(styles.values().stream().map(MethodStyle::rgb)).doesNotHaveDuplicates();
    assertThat(styles.values().stream().map(MethodStyle::marker)).doesNotHaveDuplicates();
    methods.forEach(m -> assertThat(styles.get(m)).isEqualTo(MethodStyle.of(m)));
  }

  @Test
  void of_strangersAmongThem_takeColoursThatAreFree() {
    Map<String, MethodStyle> styles = MethodStyle.of(List.of("rls", "orfit", "mine", "greedy"));

    assertThat(styles.values().stream().map(MethodStyle::rgb)).doesNotHaveDuplicates();
    assertThat(styles.get("orfit")).isEqualTo(MethodStyle.of("orfit"));
  }

  @Test
  void of_moreStrangersThanColours_shareOne() {
    List<String> many = IntStream.range(0, 20).mapToObj(i -> "m" + i).toList();

    assertThat(MethodStyle.of(many)).hasSize(20);
  }
}
