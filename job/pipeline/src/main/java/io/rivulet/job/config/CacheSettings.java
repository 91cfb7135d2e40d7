package io.rivulet.job.config;

import java.io.Serializable;
import java.util.Optional;

/**
 * Heap for live models.
 *
 * @param maxBytes in each slot; 0 lets the operator measure ({@link #AUTO})
 */
public record CacheSettings(long maxBytes) implements Serializable {

  public static final CacheSettings AUTO = new CacheSettings(0);

  public CacheSettings {
    if (maxBytes < 0) {
      throw new ConfigurationException("cache.max-bytes must not be negative, got " + maxBytes);
    }
  }

  public boolean isAuto() {
    return maxBytes == 0;
  }

  static Optional<CacheSettings> parse(String text) {
    return text.equals("auto")
        ? Optional.of(AUTO)
        : ByteSize.parse(text).filter(bytes -> bytes > 0).map(CacheSettings::new);
  }
}
