package io.rivulet.operator;

import io.rivulet.life.Life;
import io.rivulet.life.Shelf;
import io.rivulet.state.life.StoredLife;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keyed state in memory that notes its calls and fails on demand. */
final class MemoryBacking implements ModelBacking {

  final Map<String, StoredLife> models = new HashMap<>();
  final List<String> read = new ArrayList<>();
  final List<String> written = new ArrayList<>();
  final List<String> moved = new ArrayList<>();
  String failing;
  boolean timeApart;

  @Override
  public Held read(String id) {
    read.add(id);
    StoredLife life = models.get(id);
    return life == null ? null : new Held(life, timeApart);
  }

  @Override
  public boolean write(Life life) throws IOException {
    requireSpace(life.id());
    written.add(life.id());
    models.put(life.id(), life.store());
    return timeApart;
  }

  @Override
  public void writeTime(String id, long time) throws IOException {
    requireSpace(id);
    moved.add(id);
    models.computeIfPresent(id, (any, life) -> life.at(time));
  }

  private void requireSpace(String id) throws IOException {
    if (id.equals(failing)) {
      throw new IOException("no space left");
    }
  }

  @Override
  public Shelf shelf(String id) {
    throw new UnsupportedOperationException("nothing lies beside these models");
  }

  Map<String, String> bytes() {
    Map<String, String> bytes = new HashMap<>();
    models.forEach((id, model) -> bytes.put(id, PlainModels.hex(model)));
    return bytes;
  }
}
