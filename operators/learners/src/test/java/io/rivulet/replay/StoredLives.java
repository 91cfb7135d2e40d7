package io.rivulet.replay;

import io.rivulet.learner.Specs;
import io.rivulet.life.Life;
import io.rivulet.life.Lives;
import io.rivulet.life.Shelf;
import io.rivulet.state.StateFrame;
import io.rivulet.state.life.StoredLife;
import java.util.HashMap;
import java.util.Map;

/** Lives that are stored after each change, and read again each time. */
final class StoredLives implements Lives {

  private final Specs specs;
  private final Map<String, byte[]> stored = new HashMap<>();
  private final Map<String, Shelf> shelves = new HashMap<>();

  StoredLives(Specs specs) {
    this.specs = specs;
  }

  @Override
  public Life find(String id) {
    byte[] bytes = stored.get(id);
    return bytes == null ? Life.unknown(id) : Life.restored(id, StoredLife.read(bytes), specs);
  }

  @Override
  public Life find(String id, int partition) {
    return find(id);
  }

  @Override
  public void changed(Life life) {
    stored.put(life.id(), StateFrame.write(StoredLife.FORMAT, life.store()));
  }

  @Override
  public Shelf shelf(String id) {
    return shelves.computeIfAbsent(id, unknown -> new MemoryShelf());
  }
}
