package io.rivulet.operator;

import io.rivulet.wire.SpecJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A learner and its settings, of which each schedule makes models of some shape. */
record Kind(Target target, Map<String, Object> settings) {

  static final List<Kind> ALL =
      List.of(
          of(Target.NUMBERS, "'learner':'rls','forgetting':0.9"),
          of(Target.NUMBERS, "'learner':'rls','bias':true"),
          of(Target.NUMBERS, "'learner':'rls','forgetting':0.8,'forgettingMode':'directional'"),
          of(Target.NUMBERS, "'learner':'rls','forgetting':0.95,'model':{'kind':'shared'}"),
          of(Target.NUMBERS, "'learner':'rls','model':{'kind':'shared'}"),
          of(
              Target.NUMBERS,
              "'learner':'rls','forgetting':0.7,'forgettingMode':'directional',"
                  + "'model':{'kind':'shared'}"),
          of(Target.NUMBERS, "'learner':'rls','model':{'kind':'mlp','hidden':[2]}"),
          of(
              Target.NUMBERS,
              "'learner':'rls','forgetting':0.9,'model':{'kind':'mlp','hidden':[2,2]}"),
          of(Target.NUMBERS, "'learner':'orfit','memory':3"),
          of(Target.NUMBERS, "'learner':'orfit','memory':2,'summary':'fd','memoryDecay':0.9"),
          of(Target.NUMBERS, "'learner':'orfit','memory':2,'summary':'latest'"),
          of(Target.NUMBERS, "'learner':'orfit','memory':3,'summary':'random','seed':11"),
          of(Target.NUMBERS, "'learner':'orfit','summary':'full'"),
          of(Target.NUMBERS, "'learner':'orfit','memory':3,'noise':0.2,'priorPrecision':2"),
          of(Target.NUMBERS, "'learner':'orfit','memory':4,'noise':0.1,'model':{'kind':'shared'}"),
          of(Target.NUMBERS, "'learner':'orfit','memory':3,'model':{'kind':'mlp','hidden':[2]}"),
          of(
              Target.NUMBERS,
              "'learner':'orfit','memory':2,'summary':'fd','noise':0.1,"
                  + "'model':{'kind':'mlp','hidden':[2]}"),
          of(Target.NUMBERS, "'learner':'ekf','noise':0.3,'processNoise':0.01"),
          of(
              Target.NUMBERS,
              "'learner':'ekf','noise':0.3,'model':{'kind':'mlp','hidden':[2],"
                  + "'activation':'relu'}"),
          of(Target.NUMBERS, "'learner':'lofi-diagonal','memory':2,'noise':0.3"),
          of(Target.NUMBERS, "'learner':'ogd','rate':0.05,'steps':2"),
          of(Target.NUMBERS, "'learner':'ledger','ridge':0.5"),
          of(Target.NUMBERS, "'learner':'ledger','ridge':0"),
          of(Target.NUMBERS, "'learner':'ledger','ridge':0.5,'decay':0.9"),
          of(Target.NUMBERS, "'learner':'ledger','ridge':0.5,'form':'square-root'"),
          of(Target.NUMBERS, "'learner':'ledger','ridge':0.5,'form':'square-root','decay':0.9"),
          of(Target.NUMBERS, "'learner':'online-net','hidden':3,'seed':5"),
          of(Target.NUMBERS, "'learner':'online-net','hidden':2,'seed':5,'mode':'observe'"),
          of(Target.NUMBERS, "'learner':'online-net','hidden':9,'mode':'inverse'"),
          of(Target.NOTHING, "'learner':'online-net','hidden':3,'horizon':2"),
          of(Target.NOTHING, "'learner':'online-net','hidden':2,'horizon':1,'mode':'observe'"),
          of(Target.NOTHING, "'learner':'online-net','hidden':7,'horizon':2,'mode':'inverse'"),
          of(Target.LABEL, "'learner':'laplace','window':2"),
          of(Target.LABEL, "'learner':'laplace','window':{'seconds':0.02},'decay':0.9"),
          of(
              Target.LABEL,
              "'learner':'laplace','window':3,'memory':2,'model':{'kind':'mlp','hidden':[2]}"),
          of(Target.LABEL, "'learner':'distillation','window':3"),
          of(
              Target.LABEL,
              "'learner':'distillation','window':2,'reservoir':3,'seed':7,'strength':0.5"),
          of(Target.LABEL, "'learner':'distillation','window':{'seconds':0.02},'reservoir':4"),
          of(Target.MATRIX, "'learner':'matrix-flow','time':0.5,'initialScale':0.3"),
          of(
              Target.MATRIX,
              "'learner':'matrix-flow','time':2,'initialScale':0.3,'centered':true,'decay':0.9"),
          of(Target.NUMBERS, "'learner':'rls','bias':true,'forgetting':0.9,'features':'scaled'"),
          of(Target.NUMBERS, "'learner':'online-net','hidden':3,'features':'scaled'"),
          of(Target.NUMBERS, "'learner':'ledger','ridge':0.5,'bias':true,'standardize':true"),
          of(Target.NUMBERS, "'learner':'sgd','rate':0.05,'bias':true,'standardize':true"),
          of(Target.NUMBERS, "'learner':'sgd','rate':0.1"),
          of(Target.NUMBERS, "'learner':'one-step-sgd'"),
          of(Target.NUMBERS, "'learner':'greedy'"),
          of(Target.NUMBERS, "'learner':'orfit','memory':3,'noise':'auto'"),
          of(Target.NUMBERS, "'learner':'orfit','memory':2,'noise':'auto','mergeable':true"),
          of(Target.NUMBERS, "'learner':'orfit','memory':2,'objective':'track'"));

  /** What samples carry beside x, and which field of a spec says how much of it. */
  enum Target {
    NUMBERS("outputs"),
    LABEL("classes"),
    NOTHING(null),
    MATRIX(null);

    private final String field;

    Target(String field) {
      this.field = field;
    }
  }

  private static Kind of(Target target, String settings) {
    return new Kind(target, SpecJson.read('{' + settings.replace('\'', '"') + '}'));
  }

  String learner() {
    return (String) settings.get("learner");
  }

  Map<String, Object> spec(int dimension, int outputs) {
    Map<String, Object> spec = new HashMap<>(settings);
    spec.put("dimension", dimension);
    spec.computeIfPresent("features", (field, scaled) -> features(dimension));
    if (target.field != null) {
      spec.put(target.field, outputs);
    }
    return spec;
  }

  /** Each feature with a center and a scale of its own. */
  private static List<Map<String, Object>> features(int dimension) {
    return IntStream.range(0, dimension)
        .mapToObj(j -> Map.<String, Object>of("name", "f" + j, "center", 0.1 * j, "scale", 2.0 + j))
        .toList();
  }

  int inputs(int dimension, int outputs) {
    boolean shared = Map.of("kind", "shared").equals(settings.get("model"));
    return shared ? dimension * outputs : dimension;
  }
}
