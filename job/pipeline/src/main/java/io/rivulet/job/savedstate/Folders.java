package io.rivulet.job.savedstate;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The operations of a file system that finding saved states takes. Paths are those that Flink
 * writes.
 */
interface Folders {

  /** The absolute path of a folder. */
  String absolute(String folder) throws IOException;

  /** When a file was last written; empty when there is none. */
  Optional<Instant> written(String file) throws IOException;

  /** The contents of a folder, in no order; empty when there is no such folder. */
  List<Entry> list(String folder) throws IOException;

  /** Deletes a file, or a folder and everything in it. */
  void delete(String path) throws IOException;

  /**
   * A file or a folder.
   *
   * @param bytes 0 for a folder
   */
  record Entry(String path, boolean isFolder, long bytes) {

    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }
}
