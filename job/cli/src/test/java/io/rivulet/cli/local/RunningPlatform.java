package io.rivulet.cli.local;

import io.rivulet.cli.console.Progress;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One local platform for every integration test, because it takes long to start; a test leaves it
 * as whole as it was. A shell starts it, in a process group of its own, and lives on.
 */
public final class RunningPlatform implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Started.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(RunningPlatform.class))
        .getOrComputeIfAbsent(Started.class);
  }

  /** The platform, and the shell that started it. */
  public static final class Started implements AutoCloseable {

    private final Path directory;
    private final Process shell;

    Started() throws IOException {
      directory = Files.createTempDirectory("rivulet with space");
      shell =
          new ProcessBuilder(
                  "setsid",
                  "sh",
                  "-c",
                  "\"$0\" up --port 0 --rest-port 0 --dir \"$1\" && read line",
                  Home.find().checkout().resolve("scripts/rivulet").toString(),
                  directory.toString())
              .redirectError(new File(directory.toFile(), "up.err"))
              .start();
      BufferedReader said = shell.inputReader();
      String line = said.readLine();
      while (line != null && !line.startsWith("data and logs")) {
        line = said.readLine();
      }
      if (line == null) {
        throw new IllegalStateException(Files.readString(directory.resolve("up.err")));
      }
    }

    public LocalPlatform platform() {
      return LocalPlatform.at(directory);
    }

    public Path directory() {
      return directory;
    }

    /** Its pid is also the id of its process group. */
    Process shell() {
      return shell;
    }

    @Override
    public void close() throws IOException {
      platform().down(true, Progress.silent());
      shell.destroy();
      Files.deleteIfExists(directory.resolve("up.err"));
      Files.delete(directory);
    }
  }
}
