package io.rivulet.operator;

import io.rivulet.life.Shelf;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.state.life.KeptInput;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What lies beside one plain model. */
class PlainShelf implements Shelf {

  private final Map<String, StoredModel> snapshots = new TreeMap<>();
  private final Map<Long, KeptInput> inputs = new TreeMap<>();

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

  /** The snapshots in hexadecimal by name. */
  Map<String, String> snapshotHex() {
    Map<String, String> hex = new TreeMap<>();
    snapshots.forEach(
        (name, model) ->
            hex.put(name, HexFormat.of().formatHex(StateFrame.write(StoredModel.FORMAT, model))));
    return hex;
  }

  /** The waiting inputs in hexadecimal by number of arrival. */
  Map<Long, String> inputHex() {
    Map<Long, String> hex = new TreeMap<>();
    inputs.forEach(
        (arrival, input) ->
            hex.put(arrival, HexFormat.of().formatHex(StateFrame.write(KeptInput.FORMAT, input))));
    return hex;
  }
}
