package io.rivulet.experiment.digits;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file of images, plain or gzip. */
final class ImagesFile {

  private static final int GZIP_MAGIC = 0x1f8b;

  private ImagesFile() {}

  /**
   * Its bytes, unpacked.
   *
   * @throws IOException if it cannot be read
   */
  static InputStream open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("images file '" + file + "' does not exist or is not a file");
    }
    BufferedInputStream bytes = new BufferedInputStream(Files.newInputStream(file));
    try {
      return unpacked(bytes);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  private static InputStream unpacked(BufferedInputStream bytes) throws IOException {
    bytes.mark(2);
    int magic = bytes.read() << 8 | bytes.read();
    bytes.reset();
    return magic == GZIP_MAGIC ? new BufferedInputStream(new GZIPInputStream(bytes)) : bytes;
  }
}
