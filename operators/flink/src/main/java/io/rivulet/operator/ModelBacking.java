package io.rivulet.operator;

import io.rivulet.state.StoredModel;
import java.io.IOException;

/** The keyed state behind the {@link ModelStore}. It leaves the current key unchanged. */
interface ModelBacking {

  /** The stored model, or null. */
  StoredModel read(String id) throws IOException;

  void write(String id, StoredModel model) throws IOException;
}
