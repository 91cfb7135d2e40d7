package io.rivulet.cli.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** A checkout whose Flink client submits to nothing: it only says an id. */
public final class ClientStandIn {

  private static final String CLIENT =
      """
      package org.apache.flink.client.cli;
      public final class CliFrontend {
        public static void main(String[] args) throws java.io.IOException {
          var said = java.util.List.of(args);
          String jar = said.get(said.indexOf("io.rivulet.job.RivuletJob") + 1);
          java.nio.file.Files.write(java.nio.file.Path.of(jar).resolveSibling("said"), said);
          System.out.println("Job has been submitted with JobID %s");
        }
      }
      """;

  private ClientStandIn() {}

  /** Builds it in a folder, for the property {@code rivulet.home}. */
  public static void build(Path dir, String job) throws IOException {
    Path built = Files.createDirectories(dir.resolve("job/cli/target/rivulet"));
    Files.writeString(built.resolve("rivulet-job.jar"), "");
    Path source = Files.writeString(dir.resolve("CliFrontend.java"), CLIENT.formatted(job));
    ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-d", dir.toString(), "-proc:none", source.toString());
    jar(dir, Files.createDirectories(built.resolve("flink")).resolve("client.jar"));
  }

  private static void jar(Path dir, Path jar) throws IOException {
    String name = "org/apache/flink/client/cli/CliFrontend.class";
    try (var entries = new JarOutputStream(Files.newOutputStream(jar))) {
      entries.putNextEntry(new JarEntry(name));
      Files.copy(dir.resolve(name), entries);
    }
  }
}
