package io.rivulet.job;

import io.rivulet.job.lease.Restored;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.StateFrame;
import io.rivulet.state.run.RunState;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;

/**
 * Reads from the metadata of a savepoint or checkpoint which run wrote it, without restoring the
 * state.
 */
final class SavedRun {

  private static final String METADATA = "_metadata";

  private SavedRun() {}

  /**
   * What a start from this state would be given.
   *
   * @param location of its folder or of the metadata in it
   */
  static Restored at(String location) throws IOException {
    Path path = new Path(location);
    FileSystem files = path.getFileSystem();
    Path metadata = files.getFileStatus(path).isDir() ? new Path(path, METADATA) : path;
    try (var in = new DataInputStream(files.open(metadata))) {
      return new Restored(
          runIn(Checkpoints.loadCheckpointMetadata(in, SavedRun.class.getClassLoader(), location)));
    }
  }

  private static Optional<RunState> runIn(CheckpointMetadata saved) {
    return saved.getOperatorStates().stream()
        .map(OperatorState::getCoordinatorState)
        .flatMap(Stream::ofNullable)
        .map(ByteStreamStateHandle::getData)
        .flatMap(SavedRun::run)
        .findFirst();
  }

  /** Other operators keep other bytes. */
  private static Stream<RunState> run(byte[] bytes) {
    try {
      return Stream.of(StateFrame.read(RunState.FORMAT, bytes));
    } catch (StateFormatException e) {
      return Stream.empty();
    }
  }
}
