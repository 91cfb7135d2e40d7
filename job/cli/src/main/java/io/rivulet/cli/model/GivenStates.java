package io.rivulet.cli.model;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.state.DamagedStatesException;
import io.rivulet.cli.state.StateFile;
import io.rivulet.cli.state.StoredState;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeMap;

/** The states that a command gives to models: one for any model, or one for each. */
final class GivenStates {

  private final Path file;
  private final TreeMap<String, byte[]> byModel = new TreeMap<>();
  private byte[] last;

  private GivenStates(Path file) {
    this.file = file;
  }

  /** Reads a file, and checks the frame of each state. */
  static GivenStates read(Path file) {
    GivenStates states = new GivenStates(file);
    try {
      new StateFile(file).read(states::add);
    } catch (DamagedStatesException e) {
      throw Failure.refused(e.getMessage());
    }
    return states;
  }

  /** Whether the file holds one state, which is for any model. */
  boolean isOne() {
    return byModel.size() <= 1;
  }

  /** The models whose states the file holds. */
  SortedSet<String> models() {
    return byModel.navigableKeySet();
  }

  /** The state for a model: the only one, or the model's own. */
  byte[] of(String model) {
    byte[] own = isOne() ? last : byModel.get(model);
    if (own == null) {
      throw Failure.failed(
          file + " holds the states of " + byModel.size() + " models, but none of '" + model + "'");
    }
    return own;
  }

  private void add(StoredState state) {
    last = state.frame();
    if (state.model() != null && byModel.put(state.model(), last) != null) {
      throw Failure.refused(
          file
              + ": line "
              + state.line()
              + ": is the second state of model '"
              + state.model()
              + "'; keep one");
    }
  }
}
