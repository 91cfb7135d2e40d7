package io.rivulet.wire;

import io.rivulet.record.Axes;
import io.rivulet.record.Details;
import io.rivulet.record.FoundNoise;
import io.rivulet.record.HiddenLayer;
import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.Recall;
import io.rivulet.record.Sample;
import io.rivulet.record.Spectrum;
import io.rivulet.record.WeightRecord;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Records with any texts and numbers, whose parts are there or not. */
final class RandomRecords {

  private RandomRecords() {}

  static WeightRecord weights(SplittableRandom random) {
    int rows = random.nextInt(1, 200);
    int columns = random.nextInt(1, 4);
    Axes axes =
        random.nextBoolean()
            ? Axes.UNNAMED
            : new Axes(
                random.nextBoolean() ? null : texts(random),
                random.nextBoolean(),
                random.nextBoolean() ? null : texts(random),
                random.nextBoolean() ? null : "[\"\u00e4\",{\"a\":1}]");
    return new WeightRecord(
        name(random),
        "rls",
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextBoolean() ? WeightRecord.NONE : random.nextLong(),
        rows,
        columns,
        numbers(random, rows * columns),
        random.nextBoolean() ? null : name(random),
        random.nextBoolean() ? Sample.NO_TIME : random.nextLong(),
        "9f2c61d0a4b7e853",
        axes,
        details(random));
  }

  private static Details details(SplittableRandom random) {
    HiddenLayer hidden = new HiddenLayer(3, 2, numbers(random, 6));
    Spectrum spectrum =
        new Spectrum(
            numbers(random, 3),
            numbers(random, 3),
            random.nextInt(4),
            random.nextBoolean() ? Double.NaN : random.nextDouble());
    Recall recall =
        new Recall(random.nextDouble(), random.nextBoolean() ? Double.NaN : 0, random.nextDouble());
    FoundNoise noise =
        new FoundNoise(
            random.nextDouble(),
            random.nextBoolean() ? null : numbers(random, random.nextInt(1, 4)),
            random.nextDouble());
    return new Details(
        random.nextBoolean() ? null : hidden,
        random.nextBoolean() ? null : spectrum,
        random.nextBoolean() ? null : recall,
        random.nextBoolean() ? null : noise);
  }

  static Prediction prediction(SplittableRandom random) {
    int rows = random.nextInt(3);
    int size = Math.max(1, rows) * random.nextInt(1, 4);
    return new Prediction(
        name(random),
        random.nextBoolean() ? null : name(random),
        random.nextBoolean() ? Sample.NO_TIME : random.nextLong(),
        List.of(Op.LEARN, Op.PREDICT, Op.UNLEARN).get(random.nextInt(3)),
        rows,
        numbers(random, size),
        random.nextBoolean() ? null : numbers(random, size),
        random.nextBoolean() ? null : numbers(random, size),
        random.nextBoolean() ? null : numbers(random, size),
        random.nextBoolean() ? null : numbers(random, size),
        random.nextBoolean() ? null : texts(random),
        random.nextLong(),
        random.nextLong(),
        random.nextBoolean() ? Prediction.NOT_ASKED : random.nextLong(),
        random.nextBoolean());
  }

  private static double[] numbers(SplittableRandom random, int count) {
    return IntStream.range(0, count).mapToDouble(at -> number(random)).toArray();
  }

  private static double number(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> Double.longBitsToDouble(random.nextLong());
      case 1 -> random.nextInt(-100, 100);
      case 2 -> random.nextInt(20) == 0 ? Double.NaN : -0.0;
      default -> random.nextDouble() - 0.5;
    };
  }

  private static String[] texts(SplittableRandom random) {
    return IntStream.range(0, random.nextInt(4))
        .mapToObj(at -> random.nextInt(8) == 0 ? null : name(random))
        .toArray(String[]::new);
  }

  private static String name(SplittableRandom random) {
    int[] points =
        "aZ 0-._~\ud800\u007f\"\\/\b\f\n\r\t\u0001\u001f\u00e9\u20ac\ud83d\ude00\u2028"
            .codePoints()
            .toArray();
    int least = random.nextBoolean() ? 0 : points.length;
    StringBuilder name = new StringBuilder();
    for (int left = random.nextInt(130); left > 0; left--) {
      int at = random.nextInt(points.length);
      name.appendCodePoint(least == 0 ? points[at] : 'a' + at);
    }
    return name.toString();
  }
}
