package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Progress;
import io.rivulet.cli.local.Home;
import io.rivulet.cli.local.RunningPlatform;
import io.rivulet.cli.rest.KeyTool;
import io.rivulet.cli.rest.SecuredFlink;
import io.rivulet.job.config.JobConfiguration;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * By command: a job moves to a cluster whose REST interface speaks TLS, and on to one that also
 * wants a certificate of its clients, as if nothing had happened; who trusts too little is told
 * what to set.
 */
@ExtendWith(RunningPlatform.class)
class SecuredPlatformIT {

  private static final int SAMPLES = 200;
  private static final String NO_OPTIONS = "";

  @TempDir private Path folder;

  private final Audit audit = new Audit();
  private final Traffic traffic = new Traffic(29);
  private final List<LineUnderTest.Sent> sent = new ArrayList<>();
  private Path key;
  private Path trustedClients;
  private List<String> trust;
  private List<String> trustAndKey;

  @BeforeEach
  void makeCertificates() throws IOException {
    KeyTool keytool = new KeyTool(folder);
    key = keytool.selfSigned("flink", "ip:127.0.0.1");
    Path client = keytool.selfSigned("operator", "dns:operator");
    trustedClients = keytool.trusting(client);
    trust = store("trustStore", keytool.trusting(key));
    trustAndKey = new ArrayList<>(trust);
    trustAndKey.addAll(store("keyStore", client));
  }

  private static List<String> store(String kind, Path file) {
    String property = "-Djavax.net.ssl." + kind;
    return List.of(property + "=" + file, property + "Password=" + KeyTool.PASSWORD);
  }

  @Test
  void job_movedToClustersThatSpeakTls_goesOnBitForBit(RunningPlatform.Started started)
      throws Exception {
    started.platform().up(Progress.silent());
    SubmittedJob job = SubmittedJob.named("secured", "at-least-once", started.platform(), folder);
    String file = job.configuration().toString();
    try (LineUnderTest line = new LineUnderTest(JobConfiguration.read("--config", file));
        SecuredFlink tls = new SecuredFlink(folder.resolve("tls"), SecuredFlink.showing(key));
        SecuredFlink mutual =
            new SecuredFlink(folder.resolve("mutual"), SecuredFlink.showing(key, trustedClients))) {
      goThrough(file, started.directory().toString(), tls, mutual, line);
    }
  }

  private void goThrough(
      String file, String dir, SecuredFlink tls, SecuredFlink mutual, LineUnderTest line)
      throws Exception {
    run(0, NO_OPTIONS, "submit", "--dir", dir, "--config", file);
    learn(line);
    String first = run(0, NO_OPTIONS, "savepoint", "secured", "--stop", "--dir", dir);

    String rest = tls.await(properties(trustAndKey)).rest().toString();
    String untrusted = "the certificate of " + rest + " is not trusted: ";
    assertThat(run(Exit.FAILED, NO_OPTIONS, "cancel", "secured", "--rest", rest))
        .contains(untrusted);
    assertThat(run(Exit.FAILED, NO_OPTIONS, "restore", first, "--rest", rest, "--config", file))
        .contains(untrusted);
    assertThat(run(Exit.REFUSED, NO_OPTIONS, "submit", "--rest", rest, "--config", file))
        .contains(untrusted, "RIVULET_OPTS=", "nothing was submitted");
    String options = String.join(" ", trust);
    String moved = run(0, options, "restore", first, "--rest", rest, "--config", file);
    learn(line);
    assertThat(run(0, options, "savepoint", moved, "--rest", rest)).startsWith("file:");
    String second = run(0, options, "savepoint", "secured", "--stop", "--rest", rest);
    assertThat(run(0, options, "savepoints", "list", "--rest", rest)).contains(moved);

    goOn(file, second, mutual, line);
    audit.assertEquals(new Reference(sent));
    audit.assertNoRepeats();
  }

  /** With options in a file, where no other user of the machine sees the password. */
  private void goOn(String file, String savepoint, SecuredFlink mutual, LineUnderTest line)
      throws Exception {
    String rest = mutual.await(properties(trustAndKey)).rest().toString();
    assertThat(run(Exit.FAILED, String.join(" ", trust), "cancel", "secured", "--rest", rest))
        .contains(rest + " requires a certificate from this command and got none");
    String options = "@" + Files.write(folder.resolve("rivulet.options"), trustAndKey);
    String last = run(0, options, "submit", "--from", savepoint, "--rest", rest, "--config", file);
    learn(line);
    assertThat(run(0, options, "cancel", "secured", "--rest", rest, "--lose-state"))
        .contains("job " + last + " (secured) is CANCELED");
  }

  /** Sends samples and waits until all that was ever sent is learned. */
  private void learn(LineUnderTest line) throws Exception {
    sent.addAll(line.send(traffic.records(SAMPLES)));
    Reference reference = new Reference(sent);
    audit.readUntil(() -> reference.isReachedBy(audit), line);
  }

  private static Properties properties(List<String> options) throws IOException {
    Properties properties = new Properties();
    for (String option : options) {
      properties.load(new StringReader(option.substring("-D".length())));
    }
    return properties;
  }

  /** What the script prints: its answer, or what is wrong. */
  private String run(int exitCode, String options, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Home.find().checkout().resolve("scripts/rivulet").toString());
    command.addAll(List.of(arguments));
    Path err = folder.resolve("err");
    var builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().put("RIVULET_OPTS", options);
    Process rivulet = builder.start();
    rivulet.getOutputStream().close();
    String out =
        new String(rivulet.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(rivulet.waitFor()).as(command + "\n" + Files.readString(err)).isEqualTo(exitCode);
    return exitCode == 0 ? out : Files.readString(err);
  }
}
