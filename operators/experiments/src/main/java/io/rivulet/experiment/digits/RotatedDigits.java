package io.rivulet.experiment.digits;

import io.rivulet.experiment.spec.SpecBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The data of the rotated-digit experiment: 100 images of one digit, each turned by an angle from
 * U[0, 180) degrees and sorted by it, so that the stream drifts; and a test set of other images
 * turned by random angles. A seed fixes all of it.
 *
 * <p>An image is turned first ({@link Rotation}) and then normalised to (ink / 255 - 0.1307) /
 * 0.3081. The target is the angle in radians, the model f(x) = w·x has no bias.
 *
 * <p>Reference: Y. Min, K. Ahn, N. Azizan, <i>One-pass learning via bridging orthogonal gradient
 * descent and recursive least-squares</i>, arXiv 2207.13853, figures 6 and 7.
 */
public final class RotatedDigits {

  /** The number of samples that are learned. */
  public static final int TRAIN = 100;

  /** The sample whose error figure 6b follows, counted from 1. */
  public static final int WATCHED = 16;

  private static final int DRAWN_TEST = 300;

  private final List<DigitSample> train;
  private final List<DigitSample> test;

  private RotatedDigits(List<GreyImage> images, Draws angles) {
    this.train = turned(images.subList(0, TRAIN), sorted(TRAIN, angles), "digit-%03d");
    List<GreyImage> others = images.subList(TRAIN, images.size());
    this.test = turned(others, drawn(others.size(), angles), "test-%04d");
  }

  /** Drawn digits "2": 100 to learn and 300 to test, 28 x 28 pixels. */
  public static RotatedDigits drawn(long seed) {
    Draws root = new Draws(seed);
    Draws strokes = new Draws(root.seed());
    List<GreyImage> images = new ArrayList<>();
    for (int i = 0; i < TRAIN + DRAWN_TEST; i++) {
      images.add(GlyphTwo.draw(strokes));
    }
    return new RotatedDigits(images, new Draws(root.seed()));
  }

  /**
   * The images of an IDX3 file, plain or gzip, shuffled by the seed: the first 100 are learned and
   * all others are tested.
   *
   * @throws IOException if the file cannot be read, is malformed, or holds fewer than 101 or more
   *     than 10,000 images
   */
  public static RotatedDigits read(Path images, long seed) throws IOException {
    return of(IdxImages.read(images), seed);
  }

  static RotatedDigits of(List<GreyImage> images, long seed) {
    Draws root = new Draws(seed);
    int[] order = new Draws(root.seed()).permutation(images.size());
    List<GreyImage> shuffled = Arrays.stream(order).mapToObj(images::get).toList();
    return new RotatedDigits(shuffled, new Draws(root.seed()));
  }

  /** The samples to learn, in order of their angle. */
  public List<DigitSample> train() {
    return train;
  }

  /** The samples to test with, in no order. */
  public List<DigitSample> test() {
    return test;
  }

  /** Length of the features, the number of pixels of an image. */
  public int dimension() {
    return train.get(0).features().length;
  }

  /** The bound s of the first weights, drawn from U(-s, s): 1 / 28 for images of 28 x 28. */
  public double initialScale() {
    return 1 / Math.sqrt(dimension());
  }

  /**
   * The spec, as JSON, of a linear model over the pixels that starts at U(-s, s).
   *
   * @param learner its learner, without the shape of the model
   * @param seed the seed of the first weights
   */
  public String spec(SpecBuilder learner, long seed) {
    return learner
        .with("dimension", dimension())
        .with("initialWeights", Map.of("uniform", initialScale(), "seed", seed))
        .json();
  }

  private static double[] sorted(int n, Draws draws) {
    double[] angles = drawn(n, draws);
    Arrays.sort(angles);
    return angles;
  }

  private static double[] drawn(int n, Draws draws) {
    double[] angles = new double[n];
    Arrays.setAll(angles, i -> draws.uniform(0, Math.PI));
    return angles;
  }

  private static List<DigitSample> turned(List<GreyImage> images, double[] angles, String id) {
    List<DigitSample> samples = new ArrayList<>();
    for (int i = 0; i < angles.length; i++) {
      double[] ink = Rotation.turn(images.get(i), angles[i]).pixels();
      double[] features = Arrays.stream(ink).map(RotatedDigits::normalised).toArray();
      samples.add(new DigitSample(String.format(id, i + 1), features, angles[i]));
    }
    return List.copyOf(samples);
  }

  private static double normalised(double ink) {
    return (ink / 255 - 0.1307) / 0.3081;
  }
}
