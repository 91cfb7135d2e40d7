package io.rivulet.cli.archive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rivulet.cli.Rivulet;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.kafka.common.record.SimpleRecord;

/**
 * Runs the short commands once, each as far as it goes, in a JVM that notes which classes it loads:
 * those that are worth an archive. What a command says or answers does not matter.
 */
final class Rehearsal {

  private static final String MODEL = "m";

  private Rehearsal() {}

  /** {@code DIRECTORY}: an empty one. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    System.setErr(System.out);
    Path spec = Files.writeString(directory.resolve("spec.json"), "{\"learner\":\"rls\"}");
    Path samples =
        Files.writeString(
            directory.resolve("samples.jsonl"),
            "{\"model\":\"m\",\"x\":[1,0.5],\"y\":2}\n".repeat(20));
    run("--help");
    run("weights", "--help");
    run("replay", "--spec", spec.toString(), "--samples", samples.toString());
    onPlatform(directory);
    try (var kafka = new KafkaStandIn(weights())) {
      onKafka(kafka, "weights", "get", MODEL);
      onKafka(kafka, "weights", "get", MODEL, "--json");
      onKafka(kafka, "weights", "watch", "--until-end");
      onKafka(kafka, "predict", MODEL, "--x", "[1]");
      onKafka(kafka, "predictions", "get", MODEL);
      onKafka(kafka, "predictions", "watch", "--until-end");
      onKafka(kafka, "dlq", "list");
      onKafka(kafka, "topics", "create");
      onKafka(kafka, "doctor");
    }
    System.exit(0);
  }

  /** A platform of which this JVM is the JobManager. */
  private static void onPlatform(Path directory) throws IOException {
    HttpServer rest =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    rest.createContext("/", Rehearsal::answerNoJobs);
    rest.start();
    ProcessHandle self = ProcessHandle.current();
    Files.writeString(
        directory.resolve("platform.json"),
        """
        {"clusterId": "c", "marker": "m", "parallelism": 2,
         "ports": {"broker": 1, "controller": 1, "rest": %d, "rpc": 1, "blob": 1},
         "processes": {"jobmanager": {"id": "r", "pid": %d, "startedAt": %d}}}
        """
            .formatted(
                rest.getAddress().getPort(),
                self.pid(),
                self.info().startInstant().map(Instant::toEpochMilli).orElse(0L)));
    run("status", "--dir", directory.toString());
    run("status", "--json", "--dir", directory.toString());
    Path logs = Files.createDirectories(directory.resolve("logs"));
    Files.writeString(logs.resolve("jobmanager.log"), "2026-11-26 19:24:40,349 INFO  a.B - c\n");
    run("logs", "--dir", directory.toString());
    rest.stop(0);
  }

  private static void answerNoJobs(HttpExchange exchange) throws IOException {
    byte[] body = "{\"jobs\": []}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static SimpleRecord weights() {
    var record =
        new WeightRecord(
            MODEL,
            "sgd",
            1,
            1,
            1,
            WeightRecord.NONE,
            1,
            1,
            new double[] {1},
            null,
            Sample.NO_TIME,
            "00");
    return new SimpleRecord(MODEL.getBytes(StandardCharsets.UTF_8), WeightRecordJson.write(record));
  }

  private static void onKafka(KafkaStandIn kafka, String... command) {
    String[] args = new String[command.length + 3];
    System.arraycopy(command, 0, args, 0, command.length);
    args[command.length] = "--bootstrap-servers=" + kafka.bootstrapServers();
    args[command.length + 1] = "--timeout=1";
    args[command.length + 2] = "--prefix=x.";
    run(args);
  }

  private static void run(String... args) {
    PrintWriter nowhere = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    Rivulet.commandLine().setOut(nowhere).setErr(nowhere).execute(args);
  }
}
