package io.rivulet.job.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.job.RivuletJob;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.flink.container.entrypoint.StandaloneApplicationClusterConfigurationParserFactory;
import org.apache.flink.runtime.entrypoint.parser.CommandLineParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The systemd units, by what they start and what they may not do. */
final class StandaloneTest {

  static Stream<Unit> units() throws IOException {
    return Unit.all().stream();
  }

  @ParameterizedTest
  @MethodSource("units")
  void unit_isShutIn(Unit unit) {
    for (String switchedOn :
        List.of(
            "NoNewPrivileges",
            "ProtectHome",
            "ProtectKernelModules",
            "ProtectKernelTunables",
            "ProtectControlGroups",
            "PrivateTmp",
            "PrivateDevices",
            "RestrictNamespaces",
            "RestrictSUIDSGID",
            "LockPersonality")) {
      assertThat(unit.one(switchedOn)).as(switchedOn).isEqualTo("yes");
    }
    assertThat(unit.one("ProtectSystem")).isEqualTo("strict");
    assertThat(unit.one("CapabilityBoundingSet")).isEmpty();
    assertThat(unit.one("SystemCallFilter")).isEqualTo("@system-service");
    assertThat(unit.one("UMask")).isEqualTo("0077");
    assertThat(unit.one("User")).isNotEqualTo("root");
    // code that Java compiles at run time is written and then executed
    assertThat(unit.settings()).doesNotContainKey("MemoryDenyWriteExecute");
  }

  @Test
  void jobManager_startsTheJob_asFlinkReadsItsCommandLine() throws Exception {
    List<String> command = unit("rivulet-jobmanager.service").command();

    assertThat(command.subList(0, 2))
        .containsExactly("/opt/flink/bin/standalone-job.sh", "start-foreground");
    CommandLine parsed = parsed(arguments(command, List.of()));
    assertThat(parsed.getOptionValue("job-classname")).isEqualTo(RivuletJob.class.getName());
    assertThat(parsed.getArgs()).containsExactly("--config", "/etc/rivulet/rivulet.yaml");
    assertThat(parsed.hasOption("fromSavepoint")).isFalse();
  }

  @Test
  void jobManager_withRivuletStart_restores() throws Exception {
    List<String> command = unit("rivulet-jobmanager.service").command();
    CommandLine parsed = parsed(arguments(command, List.of("--fromSavepoint", "file:///s")));

    assertThat(parsed.getOptionValue("fromSavepoint")).isEqualTo("file:///s");
    assertThat(parsed.getArgs()).hasSize(2);
  }

  @Test
  void jobManagerOfCompose_isReadByFlinkAsMeant() throws Exception {
    List<String> command = new ArrayList<>(List.of("script"));
    DeployFiles.list(DeployFiles.service("jobmanager").get("command"))
        .forEach(word -> command.add(String.valueOf(word)));
    CommandLine parsed = parsed(arguments(command, List.of()));

    assertThat(parsed.getOptionValue("job-classname")).isEqualTo(RivuletJob.class.getName());
    assertThat(parsed.getArgs())
        .containsExactly(
            "--kafka.bootstrap.servers",
            DeployFiles.kafkaInCompose(),
            "--config",
            "/etc/rivulet/rivulet.yaml");
  }

  @Test
  void jobManager_isNotRestartedWithoutState() throws IOException {
    assertThat(unit("rivulet-jobmanager.service").one("Restart")).isEqualTo("no");
    assertThat(unit("rivulet-taskmanager.service").one("Restart")).isEqualTo("on-failure");
    assertThat(DeployFiles.service("jobmanager")).containsEntry("restart", "no");
    assertThat(FlinkSettings.standalone()).doesNotContainKey("high-availability.type");
    assertThat(FlinkSettings.compose()).doesNotContainKey("high-availability.type");
  }

  @Test
  void broker_takesItsFile() throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(DeployFiles.text("standalone/kafka.properties")));
    KafkaConfig config = new KafkaConfig(properties);

    assertThat(config.autoCreateTopicsEnable()).isFalse();
    assertThat(config.logDirs().toString()).contains("/var/lib/kafka/data");
    assertThat(unit("rivulet-kafka.service").command())
        .containsExactly("/opt/kafka/bin/kafka-server-start.sh", "/etc/rivulet/kafka.properties");
    assertThat(DeployFiles.text("rivulet.yaml"))
        .contains("bootstrap.servers: localhost:9092")
        .doesNotContain("security.protocol");
    assertThat(properties.getProperty("advertised.listeners")).endsWith("localhost:9092");
  }

  /** What the script passes on: its own first words left out, its configuration directory added. */
  private static List<String> arguments(List<String> command, List<String> start) {
    List<String> arguments = new ArrayList<>(List.of("--configDir", "/opt/flink/conf"));
    for (String word : command.subList(2, command.size())) {
      arguments.addAll(word.equals("$RIVULET_START") ? start : List.of(word));
    }
    return arguments;
  }

  /** As {@link CommandLineParser} does, whose result only its own package can read. */
  private static CommandLine parsed(List<String> arguments) throws Exception {
    String[] words = arguments.toArray(String[]::new);
    var factory = new StandaloneApplicationClusterConfigurationParserFactory();
    new CommandLineParser<>(factory).parse(words);
    return new DefaultParser().parse(factory.getOptions(), words, true);
  }

  private static Unit unit(String file) throws IOException {
    return units().filter(unit -> unit.file().equals(file)).findFirst().orElseThrow();
  }
}
