package io.rivulet.operator;

import io.rivulet.life.Shelf;
import io.rivulet.state.StoredLife;
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
  String failing;

  @Override
  public StoredLife read(String id) {
    read.add(id);
    return models.get(id);
  }

  @Override
  public void write(String id, StoredLife life) throws IOException {
    if (id.equals(failing)) {
      throw new IOException("no space left");
    }
    written.add(id);
    models.put(id, life);
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
