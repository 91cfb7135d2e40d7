package io.rivulet.cli.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * How a savepoint is written.
 *
 * @param directory where; the cluster's own savepoint directory when empty
 */
public record SavepointRequest(Format format, Optional<String> directory) {

  /** Canonical, in the cluster's own savepoint directory. */
  public static final SavepointRequest DEFAULT =
      new SavepointRequest(Format.CANONICAL, Optional.empty());

  /** Canonical savepoints fit every state backend, native ones are faster. */
  public enum Format {
    CANONICAL,
    NATIVE
  }

  ObjectNode fill(ObjectNode body, String directoryField) {
    directory.ifPresent(path -> body.put(directoryField, path));
    return body.put("formatType", format.name());
  }
}
