package io.rivulet.cli.local;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which local platform a command means; for use as a mixin. */
public final class PlatformOption {

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "${env:RIVULET_DIR}",
      description =
          "State directory of the local platform (default: RIVULET_DIR of the environment, or"
              + " .rivulet/local).")
  private Path directory;

  public LocalPlatform platform() {
    return LocalPlatform.at(directory == null ? Home.find().defaultPlatform() : directory);
  }
}
