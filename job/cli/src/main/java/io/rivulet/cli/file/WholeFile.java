package io.rivulet.cli.file;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.OnInterrupt;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;
import java.util.UUID;

/**
 * A file that a command writes as a whole or not at all: a draft beside it takes its place when
 * everything is written, with the permissions of the file that was there. A command that fails or
 * is interrupted before leaves what was there, and no draft.
 *
 * <p>Written in place, as the bytes come: a symbolic link, a device, a pipe, and a file that cannot
 * be replaced by one of the same owner in its folder.
 */
public final class WholeFile implements Closeable {

  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final Optional<Path> draft;
  private final OutputStream out;
  private final OnInterrupt interrupt;
  private boolean whole;

  private WholeFile(Path file, Optional<Path> draft) throws IOException {
    this.file = file;
    this.draft = draft;
    interrupt = new OnInterrupt(this::removeDraft);
    try {
      out = new BufferedOutputStream(Files.newOutputStream(draft.orElse(file)), BUFFER);
    } catch (IOException e) {
      removeDraft();
      interrupt.close();
      throw e;
    }
  }

  /** What a command writes into a file. */
  @FunctionalInterface
  public interface Content {
    void to(OutputStream out) throws IOException;
  }

  /**
   * Begins an empty file.
   *
   * @throws Failure when it is a folder
   */
  public static WholeFile begin(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw Failure.failed(file + " is a directory; give a file to write to");
    }
    return new WholeFile(file, draft(file));
  }

  /** Writes a file. */
  public static void write(Path file, Content content) throws IOException {
    try (WholeFile written = begin(file)) {
      content.to(written.stream());
      written.complete();
    }
  }

  /** Where its bytes go; buffered. */
  public OutputStream stream() {
    return out;
  }

  /** Says that everything is written, so that the file takes its place when it is closed. */
  public void complete() {
    whole = true;
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
      if (whole && draft.isPresent()) {
        Files.move(
            draft.get(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      removeDraft();
      interrupt.close();
    }
  }

  private void removeDraft() {
    try {
      if (draft.isPresent()) {
        Files.deleteIfExists(draft.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty when the file is written in place, or cannot be written. */
  private static Optional<Path> draft(Path file) throws IOException {
    boolean exists = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null
        || !Files.isDirectory(folder)
        || (exists && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
        || (exists && !Files.isWritable(file))) {
      return Optional.empty();
    }
    Path draft = file.resolveSibling(".rivulet-" + UUID.randomUUID() + ".draft");
    try {
      Files.createFile(draft);
    } catch (AccessDeniedException folderIsClosed) {
      return Optional.empty();
    }
    if (exists && !likened(draft, file)) {
      Files.delete(draft);
      return Optional.empty();
    }
    return Optional.of(draft);
  }

  /** Gives a draft the permissions of a file; false when it has not the same owner and group. */
  private static boolean likened(Path draft, Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
    if (view == null) {
      return true;
    }
    PosixFileAttributes is = view.readAttributes();
    PosixFileAttributes was = Files.readAttributes(file, PosixFileAttributes.class);
    if (!is.owner().equals(was.owner()) || !is.group().equals(was.group())) {
      return false;
    }
    view.setPermissions(was.permissions());
    return true;
  }
}
