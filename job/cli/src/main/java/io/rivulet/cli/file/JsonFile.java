package io.rivulet.cli.file;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A small JSON file that commands keep among themselves, and that none ever reads half written. */
public record JsonFile(Path path, ObjectMapper json) {

  /** Puts another content in the place of what is there; also while the JVM ends. */
  public void replace(Object content) {
    Path draft = path.resolveSibling(path.getFileName() + ".new");
    try {
      json.writeValue(draft.toFile(), content);
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
