package io.rivulet.cli.pages;

import io.rivulet.cli.local.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Markdown page of the checkout.
 *
 * @param path from the root of the checkout
 */
record Page(Path path, List<String> lines) {

  private static final Path CHECKOUT = Home.find().checkout();

  /** What a build or a run leaves in a checkout, and what is no part of one. */
  private static final Set<String> LEFT_OUT = Set.of("target", ".git", ".rivulet", ".mirror");

  private static final String FENCE = "```";
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");

  static List<Page> all() throws IOException {
    List<Page> pages = new ArrayList<>();
    collect(CHECKOUT, pages);
    return pages;
  }

  static Page of(String path) throws IOException {
    return new Page(Path.of(path), Files.readAllLines(CHECKOUT.resolve(path)));
  }

  private static void collect(Path folder, List<Page> into) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted().toList()) {
        if (LEFT_OUT.contains(entry.getFileName().toString()) || Files.isSymbolicLink(entry)) {
          continue;
        }
        if (Files.isDirectory(entry)) {
          collect(entry, into);
        } else if (entry.toString().endsWith(".md")) {
          into.add(of(CHECKOUT.relativize(entry).toString()));
        }
      }
    }
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  /** Lines of prose: all but tables and what stands between fences. */
  List<String> prose() {
    return unfenced().stream().filter(line -> !line.startsWith("|")).toList();
  }

  private List<String> unfenced() {
    List<String> unfenced = new ArrayList<>();
    boolean inside = false;
    for (String line : lines) {
      boolean fence = line.stripLeading().startsWith(FENCE);
      inside ^= fence;
      if (!inside && !fence) {
        unfenced.add(line);
      }
    }
    return unfenced;
  }

  /** Fenced blocks of one language, each as its lines. */
  List<List<String>> blocks(String language) {
    List<List<String>> blocks = new ArrayList<>();
    boolean inside = false;
    for (String line : lines) {
      if (line.startsWith(FENCE)) {
        inside = line.equals(FENCE + language);
        if (inside) {
          blocks.add(new ArrayList<>());
        }
      } else if (inside) {
        blocks.get(blocks.size() - 1).add(line);
      }
    }
    return blocks;
  }

  /** Inline code outside of fences, in tables too. */
  List<String> spans() {
    return matches(SPAN);
  }

  /** Targets of links that stay in the checkout. */
  List<String> links() {
    return matches(LINK).stream().filter(target -> !target.contains("://")).toList();
  }

  private List<String> matches(Pattern pattern) {
    return unfenced().stream()
        .flatMap(line -> pattern.matcher(line).results())
        .map(match -> match.group(1))
        .toList();
  }

  /**
   * Whether a link of this page leads somewhere: to a file, and to a heading where it names one.
   */
  boolean leads(String target) {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? path : here().resolve(parts[0]).normalize();
    if (!Files.exists(CHECKOUT.resolve(file))) {
      return false;
    }
    return parts.length == 1 || read(file).anchors().contains(parts[1]);
  }

  private Path here() {
    Path folder = path.getParent();
    return folder == null ? Path.of("") : folder;
  }

  private static Page read(Path file) {
    try {
      return of(file.toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Headings as GitHub names them in links. */
  private Set<String> anchors() {
    return prose().stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  /**
   * What stands between two comments, {@code <!-- name:begin -->} and {@code <!-- name:end -->}.
   */
  String marked(String name) {
    Matcher marked =
        Pattern.compile(
                "<!-- " + name + ":begin -->\n(.*?)<!-- " + name + ":end -->", Pattern.DOTALL)
            .matcher(text());
    if (!marked.find()) {
      throw new AssertionError(path + " has no part '" + name + "'");
    }
    return marked.group(1);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
