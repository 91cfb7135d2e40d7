package io.rivulet.replay;

import io.rivulet.life.Shelf;
import io.rivulet.state.StoredModel;
import io.rivulet.state.life.KeptInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What lies beside one model, on the heap. */
final class MemoryShelf implements Shelf {

  private final Map<String, StoredModel> snapshots = new TreeMap<>();
  private final Map<Long, KeptInput> inputs = new HashMap<>();

  @Override
  public List<String> snapshots() {
    return List.copyOf(snapshots.keySet());
  }

  @Override
  public StoredModel snapshot(String name) {
    return snapshots.get(name);
  }

  @Override
  public void putSnapshot(String name, StoredModel model) {
    snapshots.put(name, model);
  }

  @Override
  public void clearSnapshots() {
    snapshots.clear();
  }

  @Override
  public void forEachInput(BiConsumer<Long, KeptInput> visitor) {
    inputs.forEach(visitor);
  }

  @Override
  public KeptInput input(long arrival) {
    return inputs.get(arrival);
  }

  @Override
  public void putInput(long arrival, KeptInput input) {
    inputs.put(arrival, input);
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
