package io.rivulet.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.rivulet.cli.Rivulet;
import io.rivulet.cli.local.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What every page of the checkout keeps to. */
final class PageLawsTest {

  private static final int WIDTH = 100;
  private static final int LINES_OF_THE_README = 110;

  private static final CommandLine RIVULET = Rivulet.commandLine();
  private static final String COMMAND = "scripts/rivulet ";
  private static final Pattern WORD = Pattern.compile("'[^']*'|\"[^\"]*\"|\\S+");
  private static final Pattern NAME = Pattern.compile("`([a-z -]+)`");
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

  static List<Page> pages() throws IOException {
    return Page.all();
  }

  @Test
  void readme_isShort_andNamesTheCommandOfTheTests() throws IOException {
    Page readme = Page.of("README.md");
    Path checkout = Home.find().checkout();

    assertThat(readme.lines()).hasSizeLessThan(LINES_OF_THE_README);
    assertThat(readme.blocks("sh"))
        .contains(List.of("scripts/rivulet quickstart"), List.of("mvn verify"));
    assertThat(Files.readString(checkout.resolve(".ci/run"))).contains("mvn -B verify");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_prose_isWrapped(Page page) {
    assertThat(page.prose())
        .filteredOn(line -> line.codePointCount(0, line.length()) > WIDTH)
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_links_lead(Page page) {
    assertThat(page.links()).filteredOn(target -> !page.leads(target)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_commands_areTakenAsTheyStand(Page page) {
    for (String line : commands(page)) {
      String[] words = words(line.substring(COMMAND.length())).toArray(String[]::new);

      assertThatCode(() -> RIVULET.parseArgs(words)).as(line).doesNotThrowAnyException();
    }
  }

  private static List<String> commands(Page page) {
    return page.blocks("sh").stream()
        .flatMap(block -> String.join("\n", block).replace("\\\n", " ").lines())
        .filter(line -> line.startsWith(COMMAND))
        .map(line -> line.replaceFirst(" [|>] .*", ""))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_commandsInTheText_haveTheOptionsThatStandThere(Page page) {
    for (String span : page.spans()) {
      String command = span.startsWith(COMMAND) ? span.substring(COMMAND.length()) : span;
      CommandLine named = named(words(command));

      assertThat(OPTION.matcher(named == null ? "" : command).results())
          .as("%s on %s", span, page)
          .allMatch(option -> named.getCommandSpec().findOption(option.group()) != null);
    }
  }

  /** The command that these words begin with, or null when they begin with none. */
  private static CommandLine named(List<String> words) {
    CommandLine command = null;
    CommandLine line = RIVULET;
    for (String word : words) {
      line = line.getSubcommands().get(word);
      if (line == null) {
        break;
      }
      command = line;
    }
    return command;
  }

  private static List<String> words(String command) {
    return WORD.matcher(command)
        .results()
        .map(word -> word.group().replaceAll("^(['\"])(.*)\\1$", "$2"))
        .toList();
  }

  @Test
  void commandTable_namesEveryCommand() throws IOException {
    Set<String> shown = new TreeSet<>();
    Page.of("job/README.md")
        .marked("commands")
        .lines()
        .map(row -> row.substring(0, row.indexOf(" | ") + 1))
        .flatMap(cell -> NAME.matcher(cell).results())
        .forEach(name -> shown.add(name.group(1)));
    Set<String> known = new TreeSet<>();
    RIVULET.getSubcommands().forEach((name, line) -> add("", name, line, known));

    assertThat(shown).isEqualTo(known);
  }

  private static void add(String before, String name, CommandLine line, Set<String> into) {
    if (line.getSubcommands().isEmpty()) {
      into.add(before + name);
    }
    line.getSubcommands().forEach((sub, inner) -> add(before + name + " ", sub, inner, into));
  }
}
