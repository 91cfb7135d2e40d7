package io.rivulet.learner.planted;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A learner that logs. */
final class Logs {

  private static final Logger LOG = LoggerFactory.getLogger(Logs.class);

  void learn() {
    LOG.info("learned");
  }
}
