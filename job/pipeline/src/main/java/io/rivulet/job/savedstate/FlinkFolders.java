package io.rivulet.job.savedstate;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** All file systems that Flink knows in this process, such as those of its plugins. */
final class FlinkFolders implements Folders {

  @Override
  public String absolute(String folder) throws IOException {
    Path path = new Path(folder);
    return path.makeQualified(path.getFileSystem()).toString();
  }

  @Override
  public Optional<Instant> written(String file) throws IOException {
    Path path = new Path(file);
    try {
      FileStatus status = path.getFileSystem().getFileStatus(path);
      return Optional.of(Instant.ofEpochMilli(status.getModificationTime()));
    } catch (FileNotFoundException none) {
      return Optional.empty();
    }
  }

  @Override
  public List<Entry> list(String folder) throws IOException {
    Path path = new Path(folder);
    FileSystem files = path.getFileSystem();
    if (!files.exists(path)) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    for (FileStatus each : files.listStatus(path)) {
      entries.add(new Entry(folder + "/" + each.getPath().getName(), each.isDir(), bytesOf(each)));
    }
    return entries;
  }

  private static long bytesOf(FileStatus status) {
    return status.isDir() ? 0 : status.getLen();
  }

  @Override
  public void delete(String deleted) throws IOException {
    Path path = new Path(deleted);
    path.getFileSystem().delete(path, true);
  }
}
