package io.rivulet.operator;

import io.rivulet.bytes.StateInput;
import io.rivulet.learner.Specs;
import io.rivulet.life.Life;
import io.rivulet.life.Shelf;
import io.rivulet.state.life.StoredLife;
import java.io.IOException;

/** The keyed state behind the {@link ModelStore}. It leaves the current key unchanged. */
interface ModelBacking {

  /**
   * What is stored of a model id.
   *
   * @param timeApart whether its time alone can be written
   * @param state the learned state when it does not lie in the life itself, otherwise null
   */
  record Held(StoredLife life, boolean timeApart, StateInput state) {

    Held(StoredLife life, boolean timeApart) {
      this(life, timeApart, null);
    }

    Life restored(String id, Specs specs) {
      return state == null ? Life.restored(id, life, specs) : Life.restored(id, life, state, specs);
    }
  }

  /** What is stored, or null. */
  Held read(String id) throws IOException;

  /**
   * Writes a life, which supersedes all that was written of it.
   *
   * @return whether its time alone can be written from now on
   */
  boolean write(Life life) throws IOException;

  /** Writes the time of a stored life of which nothing else has changed. */
  void writeTime(String id, long time) throws IOException;

  /** What is stored beside the model of the current key. */
  Shelf shelf(String id);
}
