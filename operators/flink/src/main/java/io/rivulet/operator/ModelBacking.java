package io.rivulet.operator;

import io.rivulet.state.StoredModel;
import java.io.IOException;

/** Keyed state behind the {@link ModelStore}. Leaves the current key as it found it. */
interface ModelBacking {

  /** The stored model, or null. */
  StoredModel read(String id) throws IOException;

  void write(String id, StoredModel model) throws IOException;
}
