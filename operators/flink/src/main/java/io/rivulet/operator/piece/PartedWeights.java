package io.rivulet.operator.piece;

import io.rivulet.record.Part;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.part.WeightParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Emits weight records, those that are too long in parts. It remembers in keyed state how many keys
 * the parts of the current model have in the topic, so that each gets a tombstone when it is not
 * used any more: when the model ends, when a version has fewer parts, and when an incarnation
 * begins with a version in one record. The state is registered when it is first needed.
 */
public final class PartedWeights {

  /** Names an entry of every savepoint: never change it. */
  public static final String PARTS = "weight-parts";

  private final WeightParts parts;
  private final KeyedStateStore store;
  private final Consumer<WeightRecord> output;
  private ValueState<Integer> keys;

  /**
   * @param recordBytes the length that no record exceeds
   * @param output receives the records, of which none is modified later
   */
  public PartedWeights(int recordBytes, KeyedStateStore store, Consumer<WeightRecord> output) {
    this.parts = new WeightParts(recordBytes);
    this.store = store;
    this.output = output;
  }

  /** Emits a record of the model of the current key. */
  public void emit(WeightRecord record) {
    int count = parts.count(record);
    if (count == 1 && !mayEndParts(record)) {
      output.accept(record);
      return;
    }
    try {
      emit(record, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Most records are told apart by this without a look into keyed state. */
  private static boolean mayEndParts(WeightRecord record) {
    return record.isTombstone()
        || (record.previous() == WeightRecord.NONE && record.incarnation() > 1);
  }

  private void emit(WeightRecord record, int count) throws IOException {
    Integer held = keys().value();
    parts.split(record, output);
    if (held != null) {
      WeightRecord end = WeightRecord.tombstone(record.model(), record.incarnation());
      for (int number = count + 1; number <= held; number++) {
        output.accept(end.withPart(null, new Part(number, held, 0)));
      }
    }
    keep(count, held == null ? 1 : held);
  }

  private void keep(int count, int held) throws IOException {
    if (count == held) {
      return;
    }
    if (count == 1) {
      keys().clear();
    } else {
      keys().update(count);
    }
  }

  private ValueState<Integer> keys() {
    if (keys == null) {
      keys = store.getState(new ValueStateDescriptor<>(PARTS, Types.INT));
    }
    return keys;
  }
}
