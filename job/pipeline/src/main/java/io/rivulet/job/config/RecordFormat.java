package io.rivulet.job.config;

import java.util.Locale;

/** Form of the samples; the records on every other topic are JSON. */
public enum RecordFormat {
  JSON,

  /** Numbers only, as bytes; the other fields of a sample are in headers. */
  RAW;

  /** As written in the configuration. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
