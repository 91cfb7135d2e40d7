package io.rivulet.cli.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** The ports on the loopback address at which the processes of one platform listen. */
record Ports(int broker, int controller, int rest, int rpc, int blob) {

  /** Below the range from which systems take the ports of outgoing connections. */
  private static final int FIRST = 20_000;

  private static final int LAST = 32_000;

  private static final Ports NONE = new Ports(0, 0, 0, 0, 0);

  /**
   * Five free ports: those that clients want if they are free, else those of an earlier start, else
   * any.
   *
   * @param before of a platform that no longer runs
   */
  static Ports choose(ClientPorts wanted, Optional<Ports> before) {
    Ports earlier = before.orElse(NONE);
    Set<Integer> chosen = new HashSet<>();
    int broker = choose(chosen, wanted, wanted.broker(), earlier.broker());
    int rest = choose(chosen, wanted, wanted.rest(), earlier.rest());
    return new Ports(
        broker,
        choose(chosen, wanted, earlier.controller()),
        rest,
        choose(chosen, wanted, earlier.rpc()),
        choose(chosen, wanted, earlier.blob()));
  }

  private static int choose(Set<Integer> chosen, ClientPorts wanted, int... candidates) {
    for (int candidate : candidates) {
      if (candidate != 0 && !chosen.contains(candidate) && isFree(candidate)) {
        chosen.add(candidate);
        return candidate;
      }
    }
    while (true) {
      int candidate = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      boolean kept = candidate == wanted.broker() || candidate == wanted.rest();
      if (!kept && isFree(candidate) && chosen.add(candidate)) {
        return candidate;
      }
    }
  }

  /** The ports on which a service listens for others. */
  List<Integer> of(Service service) {
    return switch (service) {
      case BROKER -> List.of(broker, controller);
      case JOBMANAGER -> List.of(rest, rpc, blob);
      case TASKMANAGER_1, TASKMANAGER_2 -> List.of();
    };
  }

  boolean areFree() {
    return List.of(broker, controller, rest, rpc, blob).stream().allMatch(Ports::isFree);
  }

  static boolean isFree(int port) {
    return obstacle(port).isEmpty();
  }

  /** Why nobody can listen on a port, in the system's words; empty when it is free. */
  static Optional<String> obstacle(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound() ? Optional.empty() : Optional.of("not bound");
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
