package io.rivulet.job.config;

import java.util.Locale;

/** How often a reader of the output topics may see a record. */
public enum DeliveryGuarantee {
  AT_LEAST_ONCE,
  EXACTLY_ONCE;

  /** As written in the configuration. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
