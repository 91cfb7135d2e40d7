package io.rivulet.learner;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.learner.recall.Recollection;
import io.rivulet.learner.step.Learner;
import io.rivulet.state.LearnedState;
import io.rivulet.state.StateFormat;
import io.rivulet.state.StateFrame;
import io.rivulet.state.recall.RecallState;
import io.rivulet.state.recall.RecalledState;

/**
 * How learned states of a spec are stored: each in a frame, which is in another one where the model
 * keeps something of its samples.
 *
 * @param recollection null where the models keep nothing
 */
record StoredForm<S extends LearnedState>(
    StateFormat<S> format, Learner<S> learner, Recollection recollection) {

  /** The bytes of a state and of what is kept beside it, which is null where nothing is. */
  long bytes(S state, RecallState recall) {
    learner.settle(state);
    return recollection == null
        ? StateFrame.bytes(format, state)
        : StateFrame.bytes(around(), new RecalledState<>(recall, state));
  }

  /** Writes a state, and what is kept beside it, as {@link #bytes} many bytes. */
  void write(S state, RecallState recall, StateOutput into) {
    learner.settle(state);
    if (recollection == null) {
      StateFrame.write(format, state, into);
    } else {
      StateFrame.write(around(), new RecalledState<>(recall, state), into);
    }
  }

  /** Reads an array, none of which is used before its checksum is known to be right. */
  RecalledState<S> read(byte[] bytes) {
    return sound(
        recollection == null
            ? new RecalledState<>(null, StateFrame.read(format, bytes))
            : StateFrame.read(around(), bytes));
  }

  /** Reads bytes that may come in pieces. */
  RecalledState<S> read(StateInput from) {
    return sound(
        recollection == null
            ? new RecalledState<>(null, StateFrame.read(format, from))
            : StateFrame.read(around(), from));
  }

  private StateFormat<RecalledState<S>> around() {
    return RecalledState.format(format);
  }

  private RecalledState<S> sound(RecalledState<S> read) {
    if (recollection != null) {
      recollection.require(read.recall());
    }
    learner.restored(read.learned());
    return read;
  }
}
