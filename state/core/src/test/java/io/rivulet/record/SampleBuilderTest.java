package io.rivulet.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import org.junit.jupiter.api.Test;

class SampleBuilderTest {

  private static final Origin ORIGIN = new Origin("t", 0, 0, 0, null, null);

  /** The reference is the constructor of all parts, each of a value of its own. */
  @Test
  void build_everyPartGiven_isTheRecordOfThoseParts() {
    double[] values = {1, 2};
    int[] indices = {3, 4};
    String[] names = {"a", "b"};
    String[][] texts = {null, {"c"}};
    Form[] forms = {null, Form.LIST};
    int[] ends = {1, 2};
    double[] y = {5};
    double[] matrix = {6};
    Sample expected =
        new Sample(
            "m",
            "s",
            Op.UNLEARN,
            values,
            indices,
            7,
            names,
            texts,
            forms,
            ends,
            8,
            false,
            y,
            9,
            10,
            "d",
            matrix,
            11,
            12,
            Reason.DIMENSION,
            "why",
            ORIGIN);

    Sample built =
        Sample.of("m")
            .origin(ORIGIN)
            .fault(Reason.DIMENSION, "why")
            .ts(12)
            .weight(11)
            .matrix(matrix)
            .labelName("d")
            .label(10)
            .targetRows(9)
            .y(y)
            .rows(8)
            .rowEnds(ends)
            .forms(forms)
            .texts(texts)
            .names(names)
            .size(7)
            .indices(indices)
            .values(values)
            .op(Op.UNLEARN)
            .id("s")
            .build();

    assertThat(built).isEqualTo(expected);
  }

  @Test
  void build_modelAlone_leavesEverythingElseAbsent() throws Exception {
    Sample sample = Sample.of("m").build();

    for (RecordComponent part : Sample.class.getRecordComponents()) {
      if (!part.getType().isPrimitive() && !part.getName().equals("model")) {
        assertThat(part.getAccessor().invoke(sample)).as(part.getName()).isNull();
      }
    }
    assertThat(sample.label()).isEqualTo(Sample.NO_LABEL);
    assertThat(sample.ts()).isEqualTo(Sample.NO_TIME);
    assertThat(sample.weight()).isEqualTo(1);
    assertThat(sample.rows() + sample.targetRows() + sample.size()).isZero();
    assertThat(sample.hasTarget()).isFalse();
  }

  @Test
  void x_dense_hasTheSizeOfItsNumbers() {
    Sample sample = Sample.of("m").x(1, 2, 3).build();

    assertThat(sample.values()).containsExactly(1, 2, 3);
    assertThat(sample.size()).isEqualTo(3);
  }
}
