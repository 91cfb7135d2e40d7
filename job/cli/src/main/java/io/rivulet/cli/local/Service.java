package io.rivulet.cli.local;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One process of the local platform. */
public enum Service {
  BROKER("broker", 400),
  JOBMANAGER("jobmanager", 600),
  TASKMANAGER_1("taskmanager-1", 1_000),
  TASKMANAGER_2("taskmanager-2", 1_000);

  private final String label;
  private final int mebibytes;

  Service(String label, int mebibytes) {
    this.label = label;
    this.mebibytes = mebibytes;
  }

  static Optional<Service> labelled(String label) {
    return Stream.of(values()).filter(each -> each.label.equals(label)).findFirst();
  }

  static String labels() {
    return Arrays.stream(values()).map(Service::label).collect(Collectors.joining(", "));
  }

  /** Names its log, and its entry in the notes. */
  public String label() {
    return label;
  }

  /** Tells one run of the service from the next. */
  String newId() {
    return label + "-" + String.format("%06x", ThreadLocalRandom.current().nextInt(1 << 24));
  }

  /** Memory that it comes to use. */
  int mebibytes() {
    return mebibytes;
  }

  public boolean isTaskManager() {
    return this == TASKMANAGER_1 || this == TASKMANAGER_2;
  }
}
