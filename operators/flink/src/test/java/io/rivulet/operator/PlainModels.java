package io.rivulet.operator;

import io.rivulet.learner.Model;
import io.rivulet.learner.Specs;
import io.rivulet.record.Rejected;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.state.life.StoredLife;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The oracle: what plain models make of the same samples, without Flink, cache or bytes. */
final class PlainModels {

  private final LearnSettings settings;
  private final Specs specs;
  private final Map<String, Model<?>> models = new TreeMap<>();

  PlainModels(LearnSettings settings) {
    this.settings = settings;
    this.specs = new Specs(settings.patterns(), settings.limits());
  }

  RecordLog accept(Sample sample) {
    RecordLog log = new RecordLog();
    try {
      Model<?> known = models.get(sample.model());
      Model<?> model = known == null ? specs.newModel(sample.model()) : known;
      model.accept(sample, settings.policy()).emit(log);
      models.put(sample.model(), model);
    } catch (RejectedException e) {
      log.rejected.add(Rejected.of(e, sample.origin()));
    }
    return log;
  }

  /** Heap of all models in bytes. */
  long heapBytes() {
    return models.values().stream().mapToLong(Model::heapBytes).sum();
  }

  /** The bytes of every model, as hexadecimal digits by id. */
  Map<String, String> stored() {
    Map<String, String> stored = new TreeMap<>();
    models.forEach((id, model) -> stored.put(id, hex(StoredLife.of(model.store()))));
    return stored;
  }

  /** The model of a life, in hexadecimal digits. */
  static String hex(StoredLife life) {
    return HexFormat.of().formatHex(StateFrame.write(StoredModel.FORMAT, life.model()));
  }
}
