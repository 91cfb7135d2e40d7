package io.rivulet.job.config;

import java.util.Locale;

/** Form of the records on every topic. */
public enum RecordFormat {
  JSON;

  /** As written in the configuration. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
