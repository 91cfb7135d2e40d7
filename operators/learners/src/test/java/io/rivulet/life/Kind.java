package io.rivulet.life;

import java.util.List;
import java.util.SplittableRandom;

/** Learners of each family, with samples for them. */
enum Kind {
  RLS("{'learner':'rls','dimension':2,'forgetting':0.98}"),
  ORFIT("{'learner':'orfit','dimension':2,'memory':2,'noise':0.1}"),
  AUTO("{'learner':'orfit','dimension':2,'memory':1,'noise':'auto'}"),
  SUMMED("{'learner':'orfit','dimension':2,'memory':1,'noise':'auto','mergeable':true}"),
  SGD("{'learner':'sgd','dimension':2,'rate':0.05}"),
  LEDGER("{'learner':'ledger','dimension':2,'ridge':0.1,'form':'normal'}"),
  LAPLACE("{'learner':'laplace','dimension':2,'classes':3,'window':3}"),
  DISTILLATION(
      "{'learner':'distillation','dimension':2,'classes':3,'window':3,'seed':1,'reservoir':2}"),
  FORECAST(
      "{'learner':'online-net','dimension':2,'hidden':3,'mode':'random','seed':1,'horizon':2}"),
  EKF("{'learner':'ekf','dimension':2,'noise':0.1,'processNoise':0.01}"),
  LOFI("{'learner':'lofi-diagonal','dimension':2,'memory':1,'noise':0.1}"),
  OGD(
      "{'learner':'ogd','dimension':2,'rate':0.1,'steps':2,'model':{'kind':'mlp','hidden':[4],'seed':1}}"),
  NET("{'learner':'online-net','dimension':2,'hidden':4,'mode':'inverse','seed':1}"),
  ROOT("{'learner':'ledger','dimension':2,'ridge':0.1,'form':'square-root'}"),
  SCALED("{'learner':'sgd','dimension':2,'rate':0.05,'bias':true,'standardize':true}"),
  CENTRED("{'learner':'ledger','dimension':2,'ridge':0.1,'bias':true,'standardize':true}"),
  DIRECTIONAL("{'learner':'rls','dimension':2,'forgetting':0.9,'forgettingMode':'directional'}"),
  RANDOM("{'learner':'orfit','dimension':2,'memory':1,'summary':'random','seed':3}"),
  GREEDY("{'learner':'greedy','dimension':2}"),
  CURVED(
      "{'learner':'laplace','dimension':2,'classes':3,'window':3,'memory':2,'model':{'kind':'mlp','hidden':[2],'seed':1}}"),
  FLOW("{'learner':'matrix-flow','dimension':2,'time':1.0,'initialScale':0.5}");

  /** The kinds that learn numbers in y. */
  static final List<Kind> OF_NUMBERS = List.of(RLS, ORFIT, SGD, LEDGER);

  private final String spec;

  Kind(String spec) {
    this.spec = spec;
  }

  String spec() {
    return spec;
  }

  /** The spec with more fields. */
  String spec(String fields) {
    return spec.substring(0, spec.length() - 1) + fields + "}";
  }

  /** A seed for streams of this kind. */
  int seed() {
    return spec.length();
  }

  boolean answers() {
    return this != FLOW;
  }

  boolean merges() {
    return this == LEDGER
        || this == ROOT
        || this == CENTRED
        || this == ORFIT
        || this == SUMMED
        || this == FLOW;
  }

  boolean takesClasses() {
    return this == LAPLACE || this == CURVED || this == DISTILLATION;
  }

  boolean takesTargets() {
    return this != FLOW && this != FORECAST;
  }

  String input(SplittableRandom random) {
    return "'x':[" + random.nextDouble(-1, 1) + "," + random.nextDouble(-1, 1) + "]";
  }

  String target(SplittableRandom random) {
    return takesClasses() ? "'label':" + random.nextInt(3) : "'y':" + random.nextDouble(-1, 1);
  }

  /** A sample to learn, with more members. */
  String sample(SplittableRandom random, String... members) {
    String target = takesTargets() ? "," + target(random) : "";
    return "{" + input(random) + target + String.join("", members) + "}";
  }
}
