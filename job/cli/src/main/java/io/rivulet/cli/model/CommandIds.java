package io.rivulet.cli.model;

import io.rivulet.cli.console.Failure;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The ids of the commands of one command line: its own id when it names one model, else its own
 * followed by the model.
 *
 * @param id of the command line
 * @param one whether it names one model, by its id
 */
record CommandIds(String id, boolean one) {

  private static final int LONGEST = 128;
  private static final int DIGEST = 36;

  CommandIds {
    int most = one ? LONGEST : LONGEST - 1 - DIGEST;
    if (id.isEmpty() || id.length() > most) {
      throw Failure.refused(
          "--command-id must have 1 to "
              + most
              + (one ? " characters, got " : " characters for several models, got ")
              + id.length());
    }
  }

  /**
   * @param given what the command line says, null for a new id
   */
  static CommandIds of(String given, boolean one) {
    return new CommandIds(given == null ? UUID.randomUUID().toString() : given, one);
  }

  /** The same for the same model in every run. */
  String of(String model) {
    if (one) {
      return id;
    }
    String name = id + "-" + model;
    return name.length() <= LONGEST
        ? name
        : id + "-" + UUID.nameUUIDFromBytes(model.getBytes(StandardCharsets.UTF_8));
  }
}
