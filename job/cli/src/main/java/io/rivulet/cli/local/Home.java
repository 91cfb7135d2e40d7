package io.rivulet.cli.local;

import io.rivulet.cli.console.Failure;
import java.nio.file.Files;
import java.nio.file.Path;

/** A checkout, and where its build lays out the three class paths and the submitted jar. */
public record Home(Path checkout) {

  public Home {
    checkout = checkout.toAbsolutePath().normalize();
  }

  /** The checkout that {@code scripts/rivulet} names, else the working directory. */
  public static Home find() {
    return new Home(Path.of(System.getProperty("rivulet.home", "")));
  }

  /** What a Flink distribution has in {@code lib/}. */
  public String flinkClassPath() {
    return built("flink") + "/*";
  }

  public String brokerClassPath() {
    return built("broker") + "/*";
  }

  public Path jobJar() {
    return built("rivulet-job.jar");
  }

  public Path defaultPlatform() {
    return checkout.resolve(".rivulet/local");
  }

  private Path built(String name) {
    Path path = checkout.resolve("job/cli/target/rivulet").resolve(name);
    if (!Files.exists(path)) {
      throw Failure.failed(path + " is missing; build it with 'mvn package' in " + checkout);
    }
    return path;
  }
}
