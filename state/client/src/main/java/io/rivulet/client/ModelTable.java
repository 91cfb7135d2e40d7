package io.rivulet.client;

import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.client.topic.TopicException;
import io.rivulet.record.WeightRecord;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The table of models that results from the records of the weights topic: for each model the record
 * with the highest incarnation, then version, then the later one; a tombstone removes the model.
 * Records of one model arrive in the order of their partition. One thread writes, any number of
 * threads read, and none waits.
 */
final class ModelTable {

  private final Map<String, PublishedModel> models = new ConcurrentHashMap<>();
  private final Map<String, String> broken = new ConcurrentHashMap<>();
  private final AtomicLong missed = new AtomicLong();

  Map<String, PublishedModel> models() {
    return models;
  }

  /** The fault of the last record of a model, by its id, until a sound record follows. */
  Map<String, String> broken() {
    return broken;
  }

  /** The number of records that were published and never arrived, over all models. */
  long missed() {
    return missed.get();
  }

  /** Applies a record. The result is empty when it changes nothing. */
  Optional<ModelUpdate> accept(PublishedWeights published) {
    String id = published.model();
    if (published.isDeletion()) {
      broken.remove(id);
      return Optional.ofNullable(models.remove(id))
          .map(gone -> new ModelUpdate(id, ModelUpdate.Kind.DELETED, null, false, null));
    }
    WeightRecord record;
    try {
      record = published.record();
    } catch (TopicException e) {
      broken.put(id, e.getMessage());
      return Optional.of(
          new ModelUpdate(id, ModelUpdate.Kind.BROKEN, models.get(id), false, e.getMessage()));
    }
    broken.remove(id);
    return put(published, record);
  }

  private Optional<ModelUpdate> put(PublishedWeights published, WeightRecord record) {
    String id = published.model();
    PublishedModel held = models.get(id);
    if (held != null && older(record, held.record())) {
      return Optional.empty();
    }
    boolean gap = held != null && gap(held.record(), record);
    long before = held == null ? 0 : held.missed();
    PublishedModel model =
        new PublishedModel(id, record, published.tellsBias(), before + (gap ? 1 : 0));
    models.put(id, model);
    if (gap) {
      missed.incrementAndGet();
    }
    return Optional.of(new ModelUpdate(id, ModelUpdate.Kind.PUBLISHED, model, gap, null));
  }

  private static boolean older(WeightRecord record, WeightRecord held) {
    return record.incarnation() < held.incarnation()
        || (record.incarnation() == held.incarnation() && record.version() < held.version());
  }

  /**
   * Whether a record was published between the two; the first record of an incarnation is also
   * linked to its predecessor.
   */
  private static boolean gap(WeightRecord held, WeightRecord next) {
    return next.incarnation() == held.incarnation()
        ? next.previous() > held.version()
        : next.previous() != WeightRecord.NONE;
  }
}
