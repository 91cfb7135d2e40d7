package io.rivulet.life;

/** A ledger of one input whose questions wait 100 ms for their targets. */
final class WaitingLedger {

  static final String SPEC = "{'learner':'ledger','dimension':1,'ridge':1,'labels':{'wait':100}}";

  /** The same, where 0 stands for a target that does not come. */
  static final String ANSWERED_BY_ZERO = specWithDefault("0");

  static final String SAMPLE = "{'x':[1],'y':2}";

  private WaitingLedger() {}

  private static String specWithDefault(String value) {
    return SPEC.replace("'wait':100", "'wait':100,'default':" + value);
  }

  static Bench withDefault(String value) {
    return new Bench(specWithDefault(value));
  }

  static void learn(Bench bench, int samples) {
    for (int i = 0; i < samples; i++) {
      bench.sample(SAMPLE);
    }
  }
}
