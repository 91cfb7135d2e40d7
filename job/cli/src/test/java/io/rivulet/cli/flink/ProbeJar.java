package io.rivulet.cli.flink;

import io.rivulet.cli.local.Home;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A small job under the name of the real one: this module has no Flink to compile it with. */
final class ProbeJar {

  private ProbeJar() {}

  static Path build(Path folder) throws IOException {
    Path source = folder.resolve("RivuletJob.java");
    try (InputStream text = ProbeJar.class.getResourceAsStream("ProbeJob.java.txt")) {
      Files.copy(text, source);
    }
    Path classes = Files.createDirectory(folder.resolve("classes"));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                classes.toString(),
                "-proc:none",
                "-cp",
                flink(),
                source.toString());
    if (status != 0) {
      throw new IllegalStateException("the probe does not compile");
    }
    return jar(classes, folder.resolve("probe.jar"));
  }

  /** Only the launcher of javac would expand the star. */
  private static String flink() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of(Home.find().flinkClassPath()).getParent())) {
      return jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
  }

  private static Path jar(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        var entries = new JarOutputStream(file);
        Stream<Path> walk = Files.walk(classes)) {
      List<Path> files = walk.filter(Files::isRegularFile).toList();
      for (Path each : files) {
        entries.putNextEntry(new JarEntry(classes.relativize(each).toString()));
        Files.copy(each, entries);
      }
    }
    return jar;
  }
}
