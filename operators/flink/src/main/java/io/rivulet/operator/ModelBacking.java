package io.rivulet.operator;

import io.rivulet.life.Shelf;
import io.rivulet.state.StoredLife;
import java.io.IOException;

/** The keyed state behind the {@link ModelStore}. It leaves the current key unchanged. */
interface ModelBacking {

  /** The stored life, or null. */
  StoredLife read(String id) throws IOException;

  void write(String id, StoredLife life) throws IOException;

  /** What is stored beside the model of the current key. */
  Shelf shelf(String id);
}
