package io.rivulet.cli.quickstart;

import io.rivulet.cli.local.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the README says of the quick start. */
final class ReadmeQuickstart {

  private static final Pattern SHOWN =
      Pattern.compile("```sh\nscripts/rivulet quickstart\n```.*?```text\n(.*?)```", Pattern.DOTALL);

  private ReadmeQuickstart() {}

  /** The lines it ends with, number by number. */
  static List<String> shown() throws IOException {
    Matcher shown = SHOWN.matcher(Files.readString(Home.find().checkout().resolve("README.md")));
    if (!shown.find()) {
      throw new IllegalStateException("the README shows no quick start");
    }
    return shown.group(1).strip().lines().toList();
  }
}
