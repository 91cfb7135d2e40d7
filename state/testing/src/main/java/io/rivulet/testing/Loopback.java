package io.rivulet.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of the loopback interface. */
public final class Loopback {

  private Loopback() {}

  /** A socket on a port that nothing else listens on until it is closed. */
  public static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  /** A port that nothing listened on a moment ago. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = listen()) {
      return socket.getLocalPort();
    }
  }

  /** Host and port where nothing listened a moment ago. */
  public static String freeAddress() throws IOException {
    return address(freePort());
  }

  static String address(int port) {
    return "127.0.0.1:" + port;
  }
}
