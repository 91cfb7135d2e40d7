package io.rivulet.operator;

import io.rivulet.learner.Model;
import io.rivulet.life.Life;
import io.rivulet.life.Shelf;
import io.rivulet.operator.piece.PiecedModels;
import io.rivulet.state.StateFormat;
import io.rivulet.state.StateFrame;
import io.rivulet.state.life.StoredLife;
import io.rivulet.state.piece.PiecedState;
import java.io.IOException;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyContext;

/**
 * Keyed state under any model's key; an idle subtask has no current key to put back. Where a frame
 * keeps its time apart, a later time stands in a value of its own, until the next frame is written.
 */
final class KeyedBacking implements ModelBacking {

  /** Names an entry of every savepoint: never change it. */
  static final String MODELS = "models";

  /** Names an entry of every savepoint: never change it. */
  static final String TIMES = "times";

  /**
   * The longest state that stays in one value where it may be in pieces. Beside the live state a
   * value is on the heap four times when it is written: as the state, in the frame of the life, as
   * the backend serialises it, and as it takes it.
   */
  private static final int MOST_IN_ONE = 16 << 20;

  private final ValueState<byte[]> models;
  private final ValueState<Long> times;
  private final StateFormat<StoredLife> format;
  private final PiecedModels pieces;
  private final KeyedShelf shelf;
  private final KeyContext keys;

  /**
   * @param keyGroups the number of all key groups of the job
   */
  KeyedBacking(KeyedStateStore store, KeyContext keys, int keyGroups) {
    this.models = store.getState(new ValueStateDescriptor<>(MODELS, new StoredModelSerializer()));
    this.times = store.getState(new ValueStateDescriptor<>(TIMES, Types.LONG));
    this.format = StoredLife.format(new KeyedSpecs(store, keys, keyGroups));
    this.pieces = new PiecedModels(store::getMapState, keys, MOST_IN_ONE, PiecedState.PIECE_BYTES);
    this.shelf = new KeyedShelf(store);
    this.keys = keys;
  }

  @Override
  public Held read(String id) throws IOException {
    Object current = keys.getCurrentKey();
    keys.setCurrentKey(id);
    byte[] frame = models.value();
    Held held = frame == null ? null : held(id, frame);
    restore(current);
    return held;
  }

  private Held held(String id, byte[] frame) throws IOException {
    StoredLife life = StoredLife.read(frame, format);
    boolean timeApart = StoredLife.keepsTimeApart(frame);
    Long later = timeApart ? times.value() : null;
    return new Held(later == null ? life : life.at(later), timeApart, pieces.read(id, life));
  }

  @Override
  public boolean write(Life life) throws IOException {
    Object current = keys.getCurrentKey();
    keys.setCurrentKey(life.id());
    byte[] stand = writePieces(life.id(), life.model());
    byte[] frame = StateFrame.write(format, stand == null ? life.store() : life.store(stand));
    models.update(frame);
    boolean timeApart = StoredLife.keepsTimeApart(frame);
    if (timeApart || life.model() == null) {
      times.clear();
    }
    restore(current);
    return timeApart;
  }

  private byte[] writePieces(String id, Model<?> model) throws IOException {
    if (model == null || !model.spec().keptInPieces()) {
      pieces.drop(id);
      return null;
    }
    return pieces.write(id, model.stateBytes(), model::writeState);
  }

  @Override
  public void writeTime(String id, long time) throws IOException {
    Object current = keys.getCurrentKey();
    keys.setCurrentKey(id);
    times.update(time);
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
