package io.rivulet.learner.planted;

import io.rivulet.job.config.RecordFormat;

/** A learner that knows the job, and may be extended. */
public class LooksUp {

  Class<RecordFormat> format() {
    return RecordFormat.class;
  }
}
