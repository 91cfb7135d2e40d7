package io.rivulet.life;

import java.io.IOException;

/** The lives of all models of one thread. */
public interface Lives {

  /** The life of an id, which is empty when nothing is known of it. */
  Life find(String id) throws IOException;

  /** The life as from {@link #find(String)}, for a sample from this partition of its topic. */
  Life find(String id, int partition) throws IOException;

  /** Notes that a life now differs from what is stored. */
  void changed(Life life) throws IOException;

  /** Notes that a life differs from what is stored in nothing but its time. */
  default void moved(Life life) throws IOException {
    changed(life);
  }

  /** What is stored beside the model of this id. */
  Shelf shelf(String id);
}
