package io.rivulet.cli.samples;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.learner.CompiledSpec;
import io.rivulet.learner.SpecPattern;
import io.rivulet.learner.Specs;
import io.rivulet.record.Op;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import java.util.HashMap;
import java.util.Map;

/** The specs that the patterns of a configuration give to models. */
final class ConfiguredSpecs {

  private final Specs specs;
  private final Map<String, CompiledSpec<?>> byModel = new HashMap<>();

  ConfiguredSpecs(JobConfiguration configuration) {
    specs =
        new Specs(
            configuration.models().patterns().stream()
                .map(pattern -> SpecPattern.of(pattern.match(), pattern.spec()))
                .toList(),
            configuration.limits().limits());
  }

  /**
   * The spec of new models of this name.
   *
   * @throws RejectedException when no pattern gives one, or its models would pass a limit
   */
  CompiledSpec<?> of(String model) throws RejectedException {
    CompiledSpec<?> known = byModel.get(model);
    if (known == null) {
      known = specs.newModel(model).spec();
      byModel.put(model, known);
    }
    return known;
  }

  /** The operation that a sample asks for, null when it names none and has no spec. */
  Op op(Sample sample) {
    if (sample.op() != null) {
      return sample.op();
    }
    try {
      return of(sample.model()).implied(sample);
    } catch (RejectedException withoutSpec) {
      return null;
    }
  }
}
