package io.rivulet.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a formula, broken, and the law that must turn red.
 *
 * @param file source file, from the root of the project
 * @param law test class below {@code io.rivulet}, alone or with {@code #} and a method
 * @param original text that stands once in the file
 * @param broken what stands there instead
 */
record Mutant(String file, String law, String original, String broken) {

  /** Reads the records of a list: four lines each, in the order of the components. */
  static List<Mutant> read(Path list) {
    try {
      List<Mutant> mutants = new ArrayList<>();
      List<String> block = new ArrayList<>();
      for (String line : Files.readAllLines(list)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          block.add(line);
        }
        if (block.size() == 4) {
          mutants.add(of(list, block));
          block.clear();
        }
      }
      if (!block.isEmpty()) {
        throw new IllegalArgumentException(list + " ends within a mutant: " + block);
      }
      return mutants;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Mutant of(Path list, List<String> block) {
    return new Mutant(
        value(list, "file ", block.get(0)),
        value(list, "law ", block.get(1)),
        value(list, "- ", block.get(2)),
        value(list, "+ ", block.get(3)));
  }

  private static String value(Path list, String prefix, String line) {
    if (!line.startsWith(prefix)) {
      throw new IllegalArgumentException(list + ": expected '" + prefix + "...', got " + line);
    }
    return line.substring(prefix.length()).strip();
  }

  /** The source with the broken line. */
  String source(Path root) throws IOException {
    String text = Files.readString(root.resolve(file));
    int at = text.indexOf(original);
    if (at < 0 || text.indexOf(original, at + 1) >= 0) {
      throw new IllegalStateException(
          file + " must have this text once, bring the list up to date: " + original);
    }
    return text.substring(0, at) + broken + text.substring(at + original.length());
  }

  @Override
  public String toString() {
    String name = file.substring(file.lastIndexOf('/') + 1);
    return law + " on " + name + ": " + original + " -> " + broken;
  }
}
