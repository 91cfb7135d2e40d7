package io.rivulet.operator;

import io.rivulet.control.Command;
import io.rivulet.learner.Specs;
import io.rivulet.life.Life;
import io.rivulet.life.Lifecycle;
import io.rivulet.life.Lives;
import io.rivulet.life.Shelf;
import io.rivulet.record.Rejected;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.state.life.StoredLife;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The oracle of lives: what becomes of all of them without Flink, cache or bytes. */
final class PlainLives implements Lives {

  private final Map<String, Life> lives = new TreeMap<>();
  private final Map<String, PlainShelf> shelves = new TreeMap<>();
  private final Lifecycle lifecycle;
  private final RecordLog log = new RecordLog();

  PlainLives(LearnSettings settings) {
    Specs specs = new Specs(settings.patterns(), settings.limits());
    this.lifecycle = new Lifecycle(specs, settings.policy(), settings.life(), false, this, log);
  }

  RecordLog accept(Sample sample) throws IOException {
    try {
      lifecycle.accept(sample);
    } catch (RejectedException e) {
      log.rejected(Rejected.of(e, sample.origin()));
    }
    return taken();
  }

  RecordLog accept(Command command) throws IOException {
    lifecycle.accept(command);
    return taken();
  }

  /** Begins with a model as a build stored it that knew no lives. */
  void put(String id, StoredModel model, Specs specs) {
    lives.put(id, Life.restored(id, StoredLife.of(model), specs));
  }

  private RecordLog taken() {
    RecordLog taken = new RecordLog();
    taken.addAll(log);
    log.clear();
    return taken;
  }

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
    lives.put(life.id(), life);
  }

  @Override
  public Shelf shelf(String id) {
    return shelves.computeIfAbsent(id, ignored -> new PlainShelf());
  }

  Map<String, String> lives() {
    Map<String, String> stored = new TreeMap<>();
    lives.forEach((id, life) -> stored.put(id, hex(life.store())));
    return stored;
  }

  Map<String, Map<String, String>> snapshots() {
    return beside(PlainShelf::snapshotHex);
  }

  Map<String, Map<Long, String>> inputs() {
    return beside(PlainShelf::inputHex);
  }

  private <K> Map<String, Map<K, String>> beside(Function<PlainShelf, Map<K, String>> part) {
    Map<String, Map<K, String>> parts = new TreeMap<>();
    shelves.forEach((id, shelf) -> parts.put(id, part.apply(shelf)));
    parts.values().removeIf(Map::isEmpty);
    return parts;
  }

  /** Everything that is known of an id, in hexadecimal digits. */
  static String hex(StoredLife life) {
    return HexFormat.of().formatHex(StateFrame.write(StoredLife.FORMAT, life));
  }
}
