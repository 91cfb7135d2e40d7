package io.rivulet.client.topic;

import io.rivulet.record.WeightRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The newest weights of each model: highest incarnation, then version, so that records repeated
 * after a failure change nothing. A broken record counts until a sound one of its model follows.
 */
public final class NewestWeights {

  private final TreeMap<String, Held> newest = new TreeMap<>();

  /** Where the tombstone lies of each model that has no record behind it. */
  private final Map<String, String> tombstones = new HashMap<>();

  /** Reads the records that are there now. */
  public static NewestWeights read(WeightTopicReader reader, ReadingProgress progress) {
    NewestWeights weights = new NewestWeights();
    reader.readToEnd(weights::accept, progress);
    return weights;
  }

  /** The newest weights among records in the order in which they were published. */
  public static NewestWeights of(List<PublishedWeights> published) {
    NewestWeights weights = new NewestWeights();
    published.forEach(weights::accept);
    return weights;
  }

  void accept(PublishedWeights published) {
    if (published.isDeletion()) {
      newest.remove(published.model());
      tombstones.put(published.model(), published.position());
    } else {
      tombstones.remove(published.model());
      newest.merge(published.model(), Held.of(published), Held::followedBy);
    }
  }

  /**
   * The newest record of a model.
   *
   * @throws TopicException when it is broken
   */
  public Optional<PublishedWeights> of(String model) {
    return Optional.ofNullable(newest.get(model)).map(Held::sound);
  }

  /** The position of the tombstone that hides a model, in words for messages. */
  public Optional<String> tombstone(String model) {
    return Optional.ofNullable(tombstones.get(model));
  }

  /**
   * The newest record of each model, by model id.
   *
   * @throws TopicException when one is broken
   */
  public Collection<PublishedWeights> all() {
    return newest.values().stream().map(Held::sound).toList();
  }

  /** A record with its rank, or with what is wrong. */
  private record Held(
      PublishedWeights weights, long incarnation, long version, TopicException fault) {

    static Held of(PublishedWeights weights) {
      try {
        WeightRecord record = weights.record();
        return new Held(weights, record.incarnation(), record.version(), null);
      } catch (TopicException fault) {
        return new Held(weights, Long.MIN_VALUE, Long.MIN_VALUE, fault);
      }
    }

    Held followedBy(Held next) {
      if (next.fault != null) {
        return new Held(weights, incarnation, version, next.fault);
      }
      boolean older =
          next.incarnation < incarnation
              || (next.incarnation == incarnation && next.version < version);
      return older ? new Held(weights, incarnation, version, null) : next;
    }

    PublishedWeights sound() {
      if (fault != null) {
        throw fault;
      }
      return weights;
    }
  }
}
