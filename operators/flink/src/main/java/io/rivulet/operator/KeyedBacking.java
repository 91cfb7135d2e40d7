package io.rivulet.operator;

import io.rivulet.life.Shelf;
import io.rivulet.operator.piece.PiecedModels;
import io.rivulet.record.Limits;
import io.rivulet.state.StoredLife;
import io.rivulet.state.piece.PiecedState;
import java.io.IOException;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.operators.KeyContext;

/** Keyed state under any model's key; an idle subtask has no current key to put back. */
final class KeyedBacking implements ModelBacking {

  /** Names an entry of every savepoint: never change it. */
  static final String MODELS = "models";

  private final ValueState<StoredLife> models;
  private final PiecedModels pieces;
  private final KeyedShelf shelf;
  private final KeyContext keys;

  KeyedBacking(KeyedStateStore store, KeyContext keys) {
    this.models = store.getState(new ValueStateDescriptor<>(MODELS, new StoredModelSerializer()));
    this.pieces =
        new PiecedModels(store::getMapState, Limits.HARD_MODEL_BYTES, PiecedState.PIECE_BYTES);
    this.shelf = new KeyedShelf(store);
    this.keys = keys;
  }

  @Override
  public StoredLife read(String id) throws IOException {
    Object current = keys.getCurrentKey();
    keys.setCurrentKey(id);
    StoredLife life = pieces.read(id, models.value());
    restore(current);
    return life;
  }

  @Override
  public void write(String id, StoredLife life) throws IOException {
    Object current = keys.getCurrentKey();
    keys.setCurrentKey(id);
    models.update(pieces.write(id, life));
    restore(current);
  }

  /** The shelf reads and writes under the current key, so that no other can be asked for. */
  @Override
  public Shelf shelf(String id) {
    if (!id.equals(keys.getCurrentKey())) {
      throw new IllegalStateException(
          "the shelf of model " + id + " is asked for under the key " + keys.getCurrentKey());
    }
    return shelf;
  }

  private void restore(Object key) {
    if (key != null) {
      keys.setCurrentKey(key);
    }
  }
}
