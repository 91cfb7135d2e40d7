package io.rivulet.life;

import io.rivulet.state.StoredModel;
import io.rivulet.state.life.KeptInput;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;

/** What is stored beside a model, under the same key, and read only when it is asked for. */
public interface Shelf {

  /** The names of the snapshots, in alphabetical order. */
  List<String> snapshots() throws IOException;

  /** The snapshot of this name, or null. */
  StoredModel snapshot(String name) throws IOException;

  void putSnapshot(String name, StoredModel model) throws IOException;

  void clearSnapshots() throws IOException;

  /** Visits all inputs that are kept, in no particular order, with the numbers of their arrival. */
  void forEachInput(BiConsumer<Long, KeptInput> visitor) throws IOException;

  /** The input that was kept under this number. */
  KeptInput input(long arrival) throws IOException;

  void putInput(long arrival, KeptInput input) throws IOException;

  void removeInput(long arrival) throws IOException;

  void clearInputs() throws IOException;
}
