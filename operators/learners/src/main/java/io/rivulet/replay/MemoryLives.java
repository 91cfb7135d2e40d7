package io.rivulet.replay;

import io.rivulet.life.Life;
import io.rivulet.life.Lives;
import io.rivulet.life.Shelf;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** All lives on the heap. */
final class MemoryLives implements Lives {

  private final Map<String, Life> lives = new HashMap<>();
  private final Map<String, MemoryShelf> shelves = new HashMap<>();

  @Override
  public Life find(String id) {
    Life known = lives.get(id);
    return known == null ? Life.unknown(id) : known;
  }

  @Override
  public Life find(String id, int partition) {
    return find(id);
  }

  @Override
  public void changed(Life life) {
    lives.putIfAbsent(life.id(), life);
  }

  @Override
  public Shelf shelf(String id) {
    return shelves.computeIfAbsent(id, ignored -> new MemoryShelf());
  }

  void put(Life life) {
    lives.put(life.id(), life);
  }

  /** Visits all lives in the order of their ids. */
  void forEach(Consumer<Life> visitor) {
    new TreeMap<>(lives).values().forEach(visitor);
  }
}
