package io.rivulet.cli.savedstate;

import io.rivulet.cli.console.Failure;
import io.rivulet.job.savedstate.SavedState;
import java.util.List;

/** Lists saved states that are on no file system of this machine, such as {@code s3://}. */
@FunctionalInterface
public interface ForeignStates {

  /**
   * Those in directories.
   *
   * @throws Failure when the directories cannot be read from here
   */
  List<SavedState> in(List<String> directories);
}
