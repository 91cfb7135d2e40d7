package io.rivulet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.digits.Contender;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MethodStyleTest {

  @Test
  void of_contenders_differInEveryWay() {
    List<MethodStyle> styles = Contender.labels().stream().map(MethodStyle::of).toList();

    assertThat(styles.stream().map(MethodStyle::letter)).doesNotHaveDuplicates();
    assertThat(styles.stream().map(MethodStyle::rgb)).doesNotHaveDuplicates();
    assertThat(styles.stream().map(MethodStyle::ansi)).doesNotHaveDuplicates();
  }

  @Test
  void of_otherMethod_differsFromContenders() {
    MethodStyle other = MethodStyle.of("anything");

    assertThat(Contender.labels().stream().map(MethodStyle::of)).doesNotContain(other);
  }
}
