package io.rivulet.cli.local;

import io.rivulet.cli.rest.FlinkCluster;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Which Flink cluster a command means: the local one, or any by its address; for use as a mixin.
 */
public final class ClusterOption {

  @Option(
      names = "--rest",
      paramLabel = "URL",
      description =
          "REST address of another Flink cluster, as http://HOST:PORT or https://HOST:PORT. To"
              + " trust certificates of your own, put -Djavax.net.ssl.trustStore=FILE into"
              + " RIVULET_OPTS.")
  private URI rest;

  @Mixin private PlatformOption local;

  /** Null when the command means the local platform. */
  public URI rest() {
    return rest;
  }

  /** Empty when the command names another cluster. */
  public Optional<LocalPlatform> platform() {
    return rest == null ? Optional.of(local.platform()) : Optional.empty();
  }

  public FlinkCluster cluster() {
    return platform().map(LocalPlatform::flink).orElseGet(() -> FlinkCluster.at(rest));
  }
}
