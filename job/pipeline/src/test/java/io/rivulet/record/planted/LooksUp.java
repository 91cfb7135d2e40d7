package io.rivulet.record.planted;

import io.rivulet.learner.Catalogue;
import java.util.Set;

/** State that knows learners. */
final class LooksUp {

  Set<String> learners() {
    return Catalogue.names();
  }
}
