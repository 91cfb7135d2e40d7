package io.rivulet.mutants;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Source files below some folders, found by the simple name of their class.
 *
 * @param files the files of each name
 */
record Sources(List<Path> folders, Map<String, List<Path>> files) {

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
    List<Path> below = Stream.of(folders).map(root::resolve).toList();
    return new Sources(
        below,
        below.stream()
            .flatMap(Sources::all)
            .collect(Collectors.groupingBy(file -> file.getFileName().toString())));
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
    List<Path> found = files.getOrDefault(type + ".java", List.of());
    if (found.size() != 1) {
      throw new IllegalStateException(
          "a mutant must name a class that has one file, %s has %s".formatted(type, found));
    }
    return found.get(0);
  }

  private static Stream<Path> all(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
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
