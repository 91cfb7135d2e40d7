package io.rivulet.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each mutant still fits the sources, which is known without breaking anything. */
class MutantListsTest {

  private static final String SOURCE =
      """
      class Sum {
        static final double START = 1;

        Sum(double first) {
          add(first);
        }

        void add(double x) {
          total += x;
          Runnable twice = new Runnable() {
            public void run() { total *= 2; }
          };
        }

        record Pair(double a, double b) {
          Pair {
            check(a);
          }

          double both() { return a + b; }
        }
      }
      """;

  @TestFactory
  Stream<DynamicTest> in_eachMutant_breaksTheMemberThatItNames() {
    Sources sources = Sources.broken();
    return Mutant.listed().stream()
        .map(
            mutant ->
                DynamicTest.dynamicTest(
                    mutant.toString(),
                    () ->
                        assertThat(mutant.in(sources.read(mutant.type())))
                            .contains(mutant.broken())));
  }

  @TestFactory
  Stream<DynamicTest> law_ofEachMutant_isThere() {
    Sources sources = Sources.laws();
    return Mutant.listed().stream()
        .map(Mutant::law)
        .distinct()
        .map(
            law ->
                DynamicTest.dynamicTest(law, () -> assertThat(methods(sources, law)).isNotEmpty()));
  }

  @Test
  void in_textOfAnyMember_knowsTheMember() {
    assertThat(broken("Sum#START", "START = 1", "START = 2")).contains("double START = 2;");
    assertThat(broken("Sum#Sum", "add(first)", "add(0)")).contains("{\n    add(0);");
    assertThat(broken("Sum#add", "total += x", "total -= x")).contains("total -= x;");
    assertThat(broken("Sum#add", "total *= 2", "total *= 3")).contains("{ total *= 3; }");
    assertThat(broken("Sum.Pair#Pair", "check(a)", "check(b)")).contains("check(b);");
    assertThat(broken("Sum.Pair#both", "a + b", "a - b")).contains("return a - b;");
  }

  @Test
  void in_textOfAnotherMember_isRefusedWithWhereItIs() {
    assertThatThrownBy(() -> broken("Sum#both", "total += x", "total -= x"))
        .hasMessageContaining("in Sum#add, not in Sum#both");
    assertThatThrownBy(() -> broken("Sum#add", "class Sum", "class Total"))
        .hasMessageContaining("in no member, not in Sum#add");
  }

  @Test
  void in_textThatStandsTwiceOrNowhere_isRefused() {
    assertThatThrownBy(() -> broken("Sum#add", "total", "sum"))
        .hasMessageContaining("Sum.java must have this text once");
    assertThatThrownBy(() -> broken("Sum#add", "mean", "sum"))
        .hasMessageContaining("Sum.java must have this text once");
  }

  private static String broken(String member, String original, String broken) {
    return new Mutant(member, "SumTest#add_two_isTheirSum", original, broken).in(SOURCE);
  }

  private static Stream<String> methods(Sources sources, String law) throws ClassNotFoundException {
    String[] names = law.split("#", 2);
    return Arrays.stream(Class.forName(sources.qualified(names[0])).getDeclaredMethods())
        .map(method -> names[0] + "#" + method.getName())
        .filter(law::equals);
  }
}
