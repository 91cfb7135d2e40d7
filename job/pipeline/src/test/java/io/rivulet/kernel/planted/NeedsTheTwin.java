package io.rivulet.kernel.planted;

import io.rivulet.kernel.ColumnPanels;
import io.rivulet.vector.VectorPanels;

/** A kernel that only a JVM with the incubating module could load. */
final class NeedsTheTwin {

  ColumnPanels panels() {
    return new VectorPanels();
  }
}
