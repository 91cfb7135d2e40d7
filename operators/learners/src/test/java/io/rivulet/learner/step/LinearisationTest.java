package io.rivulet.learner.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.rivulet.model.LinearResponse;
import org.junit.jupiter.api.Test;

/** What a linearisation hands out is never overwritten under its reader. */
class LinearisationTest {

  @Test
  void gradient_ofAnEarlierSample_isItsOwnOrRefused() {
    double[][] weights = {{1, 2, 3}};
    var model = new Linearisation(new LinearResponse(2, 1, true));

    Linear earlier = model.at(weights, new double[][] {{4, 5}});
    assertThat(earlier.gradient()[0]).containsExactly(4, 5, 1);
    Linear later = model.at(weights, new double[][] {{6, 7}});

    assertThat(later.gradient()[0]).containsExactly(6, 7, 1);
    assertThat(earlier.answer().y()).containsExactly(4 + 2 * 5 + 3);
    assertThatIllegalStateException()
        .isThrownBy(earlier::gradient)
        .withMessageContaining("earlier sample");
  }

  @Test
  void gradient_ofInputsAlone_isTheInputForEver() {
    double[] x = {4, 5};
    var model = new Linearisation(new LinearResponse(2, 1, false));

    Linear earlier = model.at(new double[][] {{1, 2}}, new double[][] {x});
    model.at(new double[][] {{1, 2}}, new double[][] {{6, 7}});

    assertThat(earlier.gradient()[0]).isSameAs(x);
  }
}
