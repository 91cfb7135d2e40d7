package io.rivulet.life;

import io.rivulet.learner.Specs;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.state.life.KeptInput;
import io.rivulet.state.life.StoredLife;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Lives that can be put into bytes at any time, as a checkpoint puts them. */
final class Kept implements Lives {

  private final Specs specs;
  private final Map<String, Life> live = new TreeMap<>();
  private final Map<String, byte[]> stored = new TreeMap<>();
  private final Map<String, Shelf> shelves = new HashMap<>();

  Kept(Specs specs) {
    this.specs = specs;
  }

  /** The same lives for other specs, as after a restart. */
  Kept(Specs specs, Kept before) {
    this.specs = specs;
    before.store();
    stored.putAll(before.stored);
    shelves.putAll(before.shelves);
  }

  @Override
  public Life find(String id) {
    Life known = live.get(id);
    if (known != null) {
      return known;
    }
    byte[] bytes = stored.get(id);
    Life life = bytes == null ? Life.unknown(id) : Life.restored(id, StoredLife.read(bytes), specs);
    if (bytes != null) {
      live.put(id, life);
    }
    return life;
  }

  @Override
  public Life find(String id, int partition) {
    return find(id);
  }

  @Override
  public void changed(Life life) {
    live.put(life.id(), life);
    stored.put(life.id(), null);
  }

  @Override
  public Shelf shelf(String id) {
    return shelves.computeIfAbsent(id, ignored -> new KeptShelf());
  }

  /** Stores what has changed, and forgets all that is live. */
  void store() {
    live.forEach(
        (id, life) -> {
          if (stored.get(id) == null) {
            stored.put(id, StateFrame.write(StoredLife.FORMAT, life.store()));
          }
        });
    live.clear();
  }

  /** The bytes of a life, without a change of what is live. */
  byte[] bytes(String id) {
    return StateFrame.write(StoredLife.FORMAT, find(id).store());
  }

  private static final class KeptShelf implements Shelf {

    private final Map<String, byte[]> snapshots = new TreeMap<>();
    private final Map<Long, byte[]> inputs = new HashMap<>();

    @Override
    public List<String> snapshots() {
      return List.copyOf(snapshots.keySet());
    }

    @Override
    public StoredModel snapshot(String name) {
      byte[] frame = snapshots.get(name);
      return frame == null ? null : StateFrame.read(StoredModel.FORMAT, frame);
    }

    @Override
    public void putSnapshot(String name, StoredModel model) {
      snapshots.put(name, StateFrame.write(StoredModel.FORMAT, model));
    }

    @Override
    public void clearSnapshots() {
      snapshots.clear();
    }

    @Override
    public void forEachInput(BiConsumer<Long, KeptInput> visitor) {
      inputs.keySet().forEach(arrival -> visitor.accept(arrival, input(arrival)));
    }

    @Override
    public KeptInput input(long arrival) {
      return StateFrame.read(KeptInput.FORMAT, inputs.get(arrival));
    }

    @Override
    public void putInput(long arrival, KeptInput input) {
      inputs.put(arrival, StateFrame.write(KeptInput.FORMAT, input));
    }

    @Override
    public void removeInput(long arrival) {
      inputs.remove(arrival);
    }

    @Override
    public void clearInputs() {
      inputs.clear();
    }
  }
}
