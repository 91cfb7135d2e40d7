package io.rivulet.experiment;

import java.nio.file.Path;

/** Real data beside the checkout; it is no part of it, and tests go without where it is missing. */
final class SharedData {

  private SharedData() {}

  static Path file(String name) {
    Path checkout = Path.of(System.getProperty("rivulet.home", "")).toAbsolutePath();
    return checkout.resolve("../shared/data").resolve(name).normalize();
  }
}
