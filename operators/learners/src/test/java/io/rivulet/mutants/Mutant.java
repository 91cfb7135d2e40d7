package io.rivulet.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One line of a formula, broken, and the law that must turn red.
 *
 * @param member {@code Class#method} that is broken, or the field or the constructor
 * @param law {@code TestClass#method}
 * @param original text that stands once in the file of the class, inside the member
 * @param broken what stands there instead
 */
record Mutant(String member, String law, String original, String broken) {

  /** Those of all lists. */
  static List<Mutant> listed() {
    try {
      Path folder = Path.of(Mutant.class.getResource("/mutants").toURI());
      try (Stream<Path> lists = Files.list(folder)) {
        return lists.sorted().flatMap(list -> read(list).stream()).toList();
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads the records of a list: four lines each, in the order of the components. */
  private static List<Mutant> read(Path list) {
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
        value(list, "in ", block.get(0)),
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

  /** Simple name of the class that has a file of its own. */
  String type() {
    return member.split("[.#]", 2)[0];
  }

  /** The source with the broken line. */
  String in(String source) {
    int at = source.indexOf(original);
    if (at < 0 || source.indexOf(original, at + 1) >= 0) {
      throw new IllegalStateException(
          type() + ".java must have this text once, bring the list up to date: " + original);
    }
    String where = Members.at(type(), source, at, at + original.length());
    if (!where.equals(member)) {
      throw new IllegalStateException(
          "this text is in %s, not in %s, bring the list up to date: %s"
              .formatted(where, member, original));
    }
    return source.substring(0, at) + broken + source.substring(at + original.length());
  }

  @Override
  public String toString() {
    return law + " on " + member + ": " + original + " -> " + broken;
  }
}
