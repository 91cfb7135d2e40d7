package io.rivulet.cli.savedstate;

import io.rivulet.job.kafka.Finding;
import io.rivulet.job.savedstate.SavedStates;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The first bytes of {@code _metadata}, by which Flink knows its own states. */
public final class StateHeader {

  /** As in Flink's {@code Checkpoints.HEADER_MAGIC_NUMBER}. */
  private static final int MAGIC = 0x4960672d;

  private StateHeader() {}

  /** Why a state on this machine is none; empty also where it cannot be read here. */
  public static Optional<Finding> faultOf(String state) {
    if (!SavedStates.isOnThisMachine(state)) {
      return Optional.empty();
    }
    Path metadata = Path.of(state.replaceFirst("^file:(//[^/]*)?", "")).resolve("_metadata");
    return Files.isReadable(metadata) && !isOfFlink(metadata)
        ? Optional.of(
            Finding.error(
                "savepoint",
                metadata
                    + " was not written by Flink, or is broken: it does not begin as the metadata"
                    + " of a checkpoint or savepoint does; give another"))
        : Optional.empty();
  }

  private static boolean isOfFlink(Path metadata) {
    try (var in = new DataInputStream(Files.newInputStream(metadata))) {
      return in.readInt() == MAGIC;
    } catch (EOFException tooShort) {
      return false;
    } catch (IOException leftToFlink) {
      return true;
    }
  }
}
