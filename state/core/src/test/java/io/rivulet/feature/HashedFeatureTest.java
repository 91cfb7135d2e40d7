package io.rivulet.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.wire.SpecJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HashedFeatureTest {

  /** A text of {@code url} whose hash is -2^31, the one int without a magnitude. */
  private static final String LEAST = "aaeI6JeX";

  /** Published vectors of the algorithm for seed 0. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                          | 0",
        "hello                                       | 248bfa47",
        "hello, world                                | 149bbb7f",
        "The quick brown fox jumps over the lazy dog | 2e4ff723",
      })
  void hash_publishedTexts_isThePublishedNumber(String text, String expected) {
    int hash = Murmur3.hash(text.getBytes(StandardCharsets.UTF_8));

    assertThat(Integer.toHexString(hash)).isEqualTo(expected);
  }

  /** Written by scikit-learn 1.9.1: bits, texts, and the columns that are not 0. */
  static Stream<String> references() throws IOException {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                HashedFeatureTest.class.getResourceAsStream("/feature/feature-hasher.jsonl"),
                StandardCharsets.UTF_8))) {
      return lines.lines().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("references")
  void rows_texts_areTheColumnsOfScikitLearn(String line) throws Exception {
    List<Object> reference = SpecJson.readArray(line);
    double[] expected = new double[1 << ((Number) reference.get(0)).intValue()];
    for (Object cell : (List<?>) reference.get(2)) {
      List<?> entry = (List<?>) cell;
      expected[((Number) entry.get(0)).intValue()] = ((Number) entry.get(1)).doubleValue();
    }

    double[] x = hashed(reference.get(0), reference.get(1));

    assertThat(cells(x)).isEqualTo(cells(expected));
  }

  @Test
  void rows_hashWithoutMagnitude_isSubtractedFromTheFirstColumn() throws Exception {
    assertThat(Murmur3.hash(("url=" + LEAST).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Integer.MIN_VALUE);

    assertThat(hashed(1, LEAST)).containsExactly(-1, 0);
  }

  @Test
  void rows_oneText_isAListOfIt() throws Exception {
    assertThat(hashed(4, "north")).containsExactly(hashed(4, List.of("north")));
  }

  /** The columns that are not 0; comparing a million of them one by one takes minutes. */
  private static Map<Integer, Double> cells(double[] x) {
    Map<Integer, Double> cells = new TreeMap<>(Map.of(-1, (double) x.length));
    for (int j = 0; j < x.length; j++) {
      if (x[j] != 0) {
        cells.put(j, x[j]);
      }
    }
    return cells;
  }

  private static double[] hashed(Object bits, Object value) throws Exception {
    Features features =
        Features.read(List.of(Map.of("name", "url", "hash", bits)), "features", false);
    return new Inputs(features, features.columns())
        .rows(NamedInputs.single(Map.of("url", value)))[0];
  }
}
