package io.rivulet.job.config;

/**
 * One key of the configuration.
 *
 * @param name dotted
 * @param byDefault as a user would write it; null when the option must be given
 * @param sentence what it does, with its range
 */
record Option<T>(String name, OptionType<T> type, Object byDefault, String sentence) {

  boolean required() {
    return byDefault == null;
  }

  T defaultValue() {
    if (required()) {
      throw ConfigurationException.about(
          name, "is not set; put it into the file or add --" + name + " VALUE");
    }
    return read(byDefault, "default");
  }

  T read(Object raw, String origin) {
    return type.reader()
        .apply(raw)
        .orElseThrow(
            () ->
                ConfigurationException.about(
                    name,
                    "must be " + type.expected() + ", got " + shown(raw) + " (" + origin + ")"));
  }

  private static String shown(Object raw) {
    return raw instanceof String text ? "'" + text + "'" : "a list or map";
  }
}
