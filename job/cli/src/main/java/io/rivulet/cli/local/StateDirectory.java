package io.rivulet.cli.local;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.log.LogFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The files of one local platform. */
record StateDirectory(Path root) {

  /** Everything below the root that is ours, and so may be deleted. */
  private static final List<String> OURS =
      List.of(
          "broker",
          "flink",
          "logs",
          "tmp",
          "log4j2.properties",
          "platform.json",
          "jobs.json",
          "lock");

  StateDirectory {
    root = root.toAbsolutePath().normalize();
  }

  Path notes() {
    return root.resolve("platform.json");
  }

  Path brokerConfiguration() {
    return root.resolve("broker/server.properties");
  }

  Path brokerData() {
    return root.resolve("broker/data");
  }

  Path flinkConfiguration() {
    return root.resolve("flink/conf");
  }

  Path checkpoints() {
    return root.resolve("flink/checkpoints");
  }

  Path savepoints() {
    return root.resolve("flink/savepoints");
  }

  /** What is noted of jobs that were submitted. */
  Path jobs() {
    return root.resolve("jobs.json");
  }

  /** Where the JobManager leaves a file of each job that ended for good, at some depth. */
  Path endedJobs() {
    return root.resolve("flink/ended");
  }

  boolean hasEnded(String job) {
    if (!Files.isDirectory(endedJobs())) {
      return false;
    }
    try (Stream<Path> files =
        Files.find(endedJobs(), 6, (file, any) -> file.endsWith(job) && any.isRegularFile())) {
      return files.findAny().isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path log(Service service) {
    return root.resolve("logs").resolve(service.label() + ".log");
  }

  /** What a process prints itself: little, unless it dies before it can log. */
  Path output(Service service) {
    return root.resolve("logs").resolve(service.label() + ".out");
  }

  Path logging() {
    return root.resolve("log4j2.properties");
  }

  /** An empty directory for temporary files: a killed JVM leaves its own behind. */
  Path freshTmp(Service service) {
    Path tmp = root.resolve("tmp").resolve(service.label());
    delete(tmp);
    return create(tmp);
  }

  /** An empty directory for what RocksDB logs: a killed JVM leaves its own behind. */
  Path freshStoreLog(Service service) {
    Path log = storeLogs().resolve(service.label());
    delete(log);
    return create(log);
  }

  private Path storeLogs() {
    return root.resolve("logs/rocksdb");
  }

  /** Where Flink looks for plugins; there are none. */
  Path plugins() {
    return root.resolve("flink/plugins");
  }

  /**
   * Makes what is missing.
   *
   * @param wanted how entries of logs are written; as before, or as text, when empty
   */
  void create(Optional<LogFormat> wanted) {
    create(root);
    Stream.of(
            brokerData(),
            flinkConfiguration(),
            plugins(),
            checkpoints(),
            savepoints(),
            endedJobs(),
            root.resolve("logs"))
        .forEach(StateDirectory::create);
    LogFormat format = wanted.orElseGet(this::logFormat);
    try {
      Files.writeString(logging(), resource("log4j2.properties") + resource(format.layout()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** That of the logging configuration that is there. */
  private LogFormat logFormat() {
    try {
      boolean json =
          Files.exists(logging())
              && Files.readString(logging()).endsWith(resource(LogFormat.JSON.layout()));
      return json ? LogFormat.JSON : LogFormat.TEXT;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream resource = StateDirectory.class.getResourceAsStream(name)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Path create(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw Failure.failed("cannot create " + directory + " (" + e + "); choose another --dir", e);
    }
  }

  /** Does something while no other command changes the same platform. */
  <T> T locked(Supplier<T> action) {
    create(root);
    try (FileChannel channel =
        FileChannel.open(
            root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (!locks(channel)) {
        throw Failure.failed(
            "another command is changing the platform in " + root + "; wait until it is done");
      }
      return action.get();
    } catch (IOException e) {
      throw Failure.failed("cannot lock " + root + " (" + e + ")", e);
    }
  }

  /** The lock ends with the channel. */
  private static boolean locks(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldInThisJvm) {
      return false;
    }
  }

  /** Deletes what is ours, and the directory when nothing else is in it. */
  void purge() {
    OURS.forEach(name -> delete(root.resolve(name)));
    try (Stream<Path> rest = Files.list(root)) {
      if (rest.findAny().isEmpty()) {
        Files.delete(root);
      }
    } catch (NoSuchFileException e) {
      // nothing to delete
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
