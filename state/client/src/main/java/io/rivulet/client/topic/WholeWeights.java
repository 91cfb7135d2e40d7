package io.rivulet.client.topic;

import io.rivulet.record.WeightRecord;
import io.rivulet.wire.part.PartAssembly;
import io.rivulet.wire.part.PartKey;
import io.rivulet.wire.part.PartText;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The versions that records of the weights topic hold, whole: a version in parts comes out when the
 * last of its parts is there, and until then nothing changes. Records of one model arrive in the
 * order of their partition. It must not be used by several threads.
 */
public final class WholeWeights {

  private final Map<String, PartAssembly> open = new HashMap<>();

  /** The model of a record, or of the part that it holds. */
  public static String model(ConsumerRecord<byte[], byte[]> record) {
    return key(record).model();
  }

  private static PartKey key(ConsumerRecord<byte[], byte[]> record) {
    return PartKey.of(new String(record.key(), StandardCharsets.UTF_8));
  }

  /**
   * Takes a record.
   *
   * @param record a record with a key
   * @return what it publishes, alone or with parts that came before; empty when more are to come
   */
  public Optional<PublishedWeights> accept(ConsumerRecord<byte[], byte[]> record) {
    PartKey key = key(record);
    if (record.value() == null) {
      return deletion(key, record);
    }
    PublishedWeights published = PublishedWeights.of(record);
    try {
      Optional<PartText> part = PartText.read(record.value());
      if (part.isEmpty()) {
        arrived(published);
        return Optional.of(published);
      }
      requireNumber(part.get(), key);
      return add(part.get(), key.model()).map(json -> published.of(key.model(), json));
    } catch (IllegalArgumentException broken) {
      // no sound record either: whoever reads it will say so
      return Optional.of(published.of(key.model(), record.value()));
    }
  }

  /** The tombstone of a part says nothing: only that of the first ends the model. */
  private Optional<PublishedWeights> deletion(PartKey key, ConsumerRecord<byte[], byte[]> record) {
    if (key.number() > 1) {
      return Optional.empty();
    }
    open.remove(key.model());
    return Optional.of(PublishedWeights.of(record));
  }

  private Optional<byte[]> add(PartText part, String model) {
    PartAssembly parts = open.computeIfAbsent(model, id -> new PartAssembly());
    Optional<byte[]> whole = parts.add(part);
    forgetEmpty(model, parts);
    return whole;
  }

  /** A version in one record makes the parts of older ones useless. */
  private void arrived(PublishedWeights published) {
    PartAssembly parts = open.get(published.model());
    if (parts == null) {
      return;
    }
    try {
      WeightRecord record = published.record();
      parts.arrived(record.incarnation(), record.version());
      forgetEmpty(published.model(), parts);
    } catch (TopicException broken) {
      // whoever reads the record will say so
    }
  }

  private void forgetEmpty(String model, PartAssembly parts) {
    if (parts.isEmpty()) {
      open.remove(model);
    }
  }

  private static void requireNumber(PartText part, PartKey key) {
    if (part.number() != key.number()) {
      throw new IllegalArgumentException(
          "weight record holds part " + part.number() + " under the key " + key.text());
    }
  }
}
