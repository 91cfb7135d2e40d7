package io.rivulet.cli.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Where the processes of one platform listen on the loopback address. */
record Ports(int broker, int controller, int rest, int rpc, int blob) {

  /** Below the range from which systems take the ports of outgoing connections. */
  private static final int FIRST = 20_000;

  private static final int LAST = 32_000;

  static Ports free() {
    Set<Integer> found = new LinkedHashSet<>();
    while (found.size() < 5) {
      int candidate = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (isFree(candidate)) {
        found.add(candidate);
      }
    }
    List<Integer> ports = List.copyOf(found);
    return new Ports(ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4));
  }

  /** The ports on which a service listens for others. */
  List<Integer> of(Service service) {
    return switch (service) {
      case BROKER -> List.of(broker, controller);
      case JOBMANAGER -> List.of(rest, rpc, blob);
      case TASKMANAGER_1, TASKMANAGER_2 -> List.of();
    };
  }

  static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
