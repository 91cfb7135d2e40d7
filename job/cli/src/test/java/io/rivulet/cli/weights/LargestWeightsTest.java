package io.rivulet.cli.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.Axes;
import io.rivulet.record.Details;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import org.junit.jupiter.api.Test;

/** Weights by the names of their axes. */
class LargestWeightsTest {

  @Test
  void first_categoriesThatHoldAHash_areNoHashedFeatures() {
    Axes axes = new Axes(null, true, new String[] {"site=a#b", "site=c#3", "url#2"}, "[]");

    assertThat(new LargestWeights(record(axes, 5, 4, 3, 2, 1)).first(9))
        .extracting(LargestWeights.Named::feature)
        .containsExactly("site=a#b", "site=c#3", "url#0", "url#1", "bias");
  }

  @Test
  void first_moreRowsThanNames_numbersAllOfThem() {
    Axes axes = new Axes(null, true, new String[] {"temp"}, "[]");

    assertThat(new LargestWeights(record(axes, 3, -4, 5)).first(2))
        .containsExactly(
            new LargestWeights.Named("w[2]", -1, null, 5),
            new LargestWeights.Named("w[1]", -1, null, -4));
  }

  private static WeightRecord record(Axes axes, double... w) {
    return new WeightRecord(
        "m", "rls", 1, 1, 1, 0, w.length, 1, w, null, Sample.NO_TIME, "9", axes, Details.NONE);
  }
}
