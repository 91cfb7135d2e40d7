package io.rivulet.job.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The commands of a page, run by a shell in a copy of the checkout. Whatever needs an engine, root
 * or another machine stands aside: it notes how it was called, and does what the next command
 * needs. Paths below {@code /opt}, {@code /etc} and {@code /var} lie in a directory of the walk.
 */
final class Walk {

  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern OWNER = Pattern.compile(" -o \\w+ -g \\w+");
  private static final Pattern ABSOLUTE = Pattern.compile("(?<![\\w./:])/(?=(opt|etc|var)/)");

  private static final String STAND_IN =
      """
      #!/bin/bash
      printf -v call '%s\\037' "${0##*/}" "$@"
      printf '%s\\036' "$call" >> "$WALK/calls"
      case "${0##*/} $*" in
        mvn*) mkdir -p job/cli/target/rivulet && touch job/cli/target/rivulet/rivulet-job.jar ;;
        ssh*) cd "$WALK/remote" && bash -c "$2" ;;
        "docker compose"*) printf '%s\\n' "$RIVULET_FLINK" >> "$WALK/flink" ;;
        "kubectl apply -f -") cat > "$WALK/applied" ;;
        *"create secret"*) cp kafka.properties ca.crt "$WALK/secret"; echo "kind: Secret" ;;
        *"get secret"*ca-cert*) echo certificate | base64 ;;
        *"get secret"*) printf 'a.Login required password="p";' | base64 ;;
        *"get crd"*) echo "flinkVersion:" ;;
        "kafka-storage.sh random-uuid") echo 4L6g3nShT-eMCtK--X86sw ;;
        "systemctl "*rivulet-jobmanager)
          mkdir -p "$WALK/var/lib/rivulet/checkpoints/0123456789abcdef0123456789abcdef/chk-42"
          cat "$WALK/etc/rivulet/jobmanager.env" >> "$WALK/started" 2> "$WALK/none" || true ;;
      esac
      """;

  private static final List<String> COMMANDS =
      List.of("docker", "kubectl", "mvn", "runuser", "ssh", "systemctl", "useradd");
  private static final List<String> INSTALLED =
      List.of("opt/kafka/bin/kafka-storage.sh", "opt/kafka/bin/kafka-configs.sh");

  private final Path dir;
  private final Path checkout;

  private Walk(Path dir) {
    this.dir = dir;
    this.checkout = dir.resolve("checkout");
  }

  /** Walks a page of {@code deploy/} from its first command to its last. */
  static Walk through(String page, Path dir) throws IOException, InterruptedException {
    var walk = new Walk(dir);
    walk.prepare();
    walk.run(script(page));
    return walk;
  }

  /** Whether the page and its commands led to a file, relative to the root of the file system. */
  Path path(String absolute) {
    return dir.resolve(absolute.substring(1));
  }

  Path checkout() {
    return checkout;
  }

  /** What the stand-ins were called with, in order, each with its own name first. */
  List<List<String>> calls(String command) throws IOException {
    return Stream.of(text("/calls").split("\037\036", -1))
        .map(call -> Arrays.asList(call.split("\037", -1)))
        .filter(words -> words.get(0).equals(command))
        .toList();
  }

  String text(String absolute) throws IOException {
    return Files.readString(path(absolute));
  }

  private static String script(String page) throws IOException {
    return BLOCK
        .matcher(DeployFiles.text(page))
        .results()
        .map(block -> block.group(1))
        .collect(Collectors.joining("\n", "set -euo pipefail\n", ""));
  }

  private void prepare() throws IOException {
    for (String name : DeployFiles.names()) {
      Path copy = checkout.resolve("deploy").resolve(name);
      Files.createDirectories(copy.getParent());
      Files.copy(DeployFiles.path(name), copy);
    }
    for (String name :
        List.of("remote", "secret", "etc/systemd/system", "opt/flink/conf", "var/lib")) {
      Files.createDirectories(dir.resolve(name));
    }
    for (String command : COMMANDS) {
      standIn(dir.resolve("bin").resolve(command));
    }
    for (String command : INSTALLED) {
      standIn(dir.resolve(command));
    }
    standIn(checkout.resolve("scripts/rivulet"));
  }

  private static void standIn(Path command) throws IOException {
    Files.createDirectories(command.getParent());
    Files.writeString(command, STAND_IN);
    assertThat(command.toFile().setExecutable(true)).isTrue();
  }

  private void run(String script) throws IOException, InterruptedException {
    String moved = OWNER.matcher(script).replaceAll("");
    moved = ABSOLUTE.matcher(moved).replaceAll(dir + "/");
    Path output = dir.resolve("output");
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-c", moved)
            .directory(checkout.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    bash.environment().put("WALK", dir.toString());
    bash.environment().put("RIVULET_FLINK", "");
    bash.environment().put("PATH", dir.resolve("bin") + ":/usr/bin:/bin");
    Process process = bash.start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("the page ends").isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }
}
