package io.rivulet.cli.log;

import java.util.Locale;

/** How the processes of the local platform write an entry of their logs. */
public enum LogFormat {
  TEXT,
  JSON;

  /** The resource with the lines of the logging configuration that are this format's own. */
  public String layout() {
    return "layout-" + name().toLowerCase(Locale.ROOT) + ".properties";
  }
}
