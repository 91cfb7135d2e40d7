package io.rivulet.mutants;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Source files below some folders, found by the simple name of their class. */
record Sources(List<Path> folders) {

  /** Those of the formulas. */
  static Sources broken() {
    return below("state/core/src/main/java", "operators/learners/src/main/java");
  }

  /** Those of the laws. */
  static Sources laws() {
    return below("operators/learners/src/test/java");
  }

  private static Sources below(String... folders) {
    Path root = root();
    return new Sources(Stream.of(folders).map(root::resolve).toList());
  }

  String read(String type) throws IOException {
    return Files.readString(file(type));
  }

  /** Name of a class with its package. */
  String qualified(String type) {
    Path file = file(type);
    Path folder = folders.stream().filter(file::startsWith).findFirst().orElseThrow();
    String name = folder.relativize(file).toString().replace(File.separatorChar, '.');
    return name.substring(0, name.length() - ".java".length());
  }

  private Path file(String type) {
    List<Path> files = folders.stream().flatMap(folder -> named(folder, type + ".java")).toList();
    if (files.size() != 1) {
      throw new IllegalStateException(
          "a mutant must name a class that has one file, %s has %s".formatted(type, files));
    }
    return files.get(0);
  }

  private static Stream<Path> named(Path folder, String name) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.endsWith(name)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder that has the module of the states. */
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("state/core"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
