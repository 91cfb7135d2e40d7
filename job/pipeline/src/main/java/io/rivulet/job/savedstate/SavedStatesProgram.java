package io.rivulet.job.savedstate;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;

/**
 * Lists saved states for the command line, which has no Flink and so no file system but this
 * machine's. Plugins and configuration are those of {@code FLINK_PLUGINS_DIR} and {@code
 * FLINK_CONF_DIR}.
 */
public final class SavedStatesProgram {

  private SavedStatesProgram() {}

  /** Lists those in directories; see {@link #print}. */
  public static void main(String[] directories) throws IOException {
    Configuration settings = GlobalConfiguration.loadConfiguration();
    FileSystem.initialize(settings, PluginUtils.createPluginManagerFromRootFolder(settings));
    print(SavedStates.throughFlink().in(List.of(directories)), System.out);
  }

  /** One a line: milliseconds since 1970 when it was completed, a blank, and the path. */
  static void print(List<SavedState> states, PrintStream out) {
    StringBuilder lines = new StringBuilder();
    for (SavedState state : states) {
      lines.append(state.completed().toEpochMilli()).append(' ').append(state.path()).append('\n');
    }
    out.writeBytes(lines.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
