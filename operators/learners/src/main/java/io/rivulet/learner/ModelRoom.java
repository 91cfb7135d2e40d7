package io.rivulet.learner;

import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.record.Heap;
import io.rivulet.record.Limits;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Stage;
import io.rivulet.state.piece.PiecedState;
import io.rivulet.wire.WeightRecordJson;
import io.rivulet.wire.part.WeightParts;

/** The check that the models of a spec have room: in keyed state, on the heap, and in records. */
final class ModelRoom {

  /** The length of a state is an int in its frame, and a text of all weights is one array. */
  private static final long MOST_ARRAY = Integer.MAX_VALUE - 8L;

  /**
   * What a dense sample and a version take on their ways, with no model: about fourteen copies of
   * float64 between the fetch and the record, and two of text, of up to 25 bytes a number, between
   * the record and the broker.
   */
  private static final long BYTES_PER_WEIGHT = 160;

  /**
   * The piece of a state that is being written or read, and four copies of it between the format
   * and the store.
   */
  private static final long PIECES_ON_THE_WAY = 5L * PiecedState.PIECE_BYTES;

  private final LearnerSpec<?> spec;
  private final Limits limits;

  ModelRoom(LearnerSpec<?> spec, Limits limits) {
    this.spec = spec;
    this.limits = limits;
  }

  /** The most bytes of a model, whatever it learns. */
  long mostBytes() {
    return spec.keptInPieces() ? Math.min(limits.modelBytes(), MOST_ARRAY) : limits.valueBytes();
  }

  /**
   * Checks a length of the stored model.
   *
   * @param what what the bytes are, without their number
   * @throws RejectedException {@code LIMIT_DIMENSION}
   */
  void requireState(String what, long bytes) throws RejectedException {
    if (bytes > limits.modelBytes()) {
      throw tooLarge(what + bytes, "limits.model-bytes is " + limits.modelBytes());
    }
    if (bytes > mostBytes()) {
      throw tooLarge(
          what + bytes,
          spec.keptInPieces()
              ? "a state has at most " + MOST_ARRAY
              : spec.learner()
                  + " keeps its state in one value of at most "
                  + Limits.HARD_MODEL_BYTES
                  + ", and only orfit, lofi-diagonal, ogd and the sgd family may have more");
    }
    if (bytes > Limits.HARD_MODEL_BYTES) {
      requireHeap(what, bytes);
    }
  }

  /** Of a state that is kept in pieces, only some are beside the live state at once. */
  private void requireHeap(String what, long bytes) throws RejectedException {
    Heap heap = limits.heap();
    long weights = spec.weights();
    long states = spec.liveStates() * bytes;
    long needed = states + PIECES_ON_THE_WAY + BYTES_PER_WEIGHT * weights;
    if (needed > heap.slotBytes()) {
      throw tooLarge(
          what + bytes,
          (spec.liveStates() > 1
                  ? "while it learns a batch " + spec.liveStates() + " times that, "
                  : "that, ")
              + PIECES_ON_THE_WAY
              + " for the pieces that are written or read, and "
              + BYTES_PER_WEIGHT
              + " for each of "
              + weights
              + " weights are "
              + needed
              + ", and a slot has "
              + heap.slotBytes()
              + ": "
              + heap.bytes()
              + " of task heap for "
              + heap.slots()
              + " slots; raise taskmanager.memory.task.heap.size, have fewer slots, or lower"
              + " dimension or memory");
    }
  }

  /**
   * Checks the longest record of the weights, of which a long one is published in parts.
   *
   * @param nameBytes the bytes of the names of rows and columns
   * @throws RejectedException {@code LIMIT_DIMENSION}
   */
  void requireRecord(long nameBytes) throws RejectedException {
    long all = WeightRecordJson.maximumBytes(spec.weights()) + nameBytes;
    if (all <= limits.weightRecordBytes()) {
      return;
    }
    long own = (long) spec.model().response().rows() * spec.model().response().columns();
    long others = Math.max(0, spec.weights() - own);
    if (WeightParts.first(limits.weightRecordBytes(), nameBytes, others) < 1) {
      throw tooLarge(
          "the first record of its weights, with the names, could take " + all,
          "the largest record is " + limits.weightRecordBytes());
    }
    if (all > MOST_ARRAY) {
      throw tooLarge("its weights could take " + all, "their text has at most " + MOST_ARRAY);
    }
  }

  /**
   * Checks the length of a prediction record.
   *
   * @throws RejectedException {@code LIMIT_DIMENSION}
   */
  void requirePrediction(long bytes) throws RejectedException {
    if (bytes > limits.weightRecordBytes()) {
      throw tooLarge(
          "a record of its predictions could take " + bytes,
          "the largest record is " + limits.weightRecordBytes());
    }
  }

  /**
   * Checks the number of columns that the features expand to.
   *
   * @throws RejectedException {@code LIMIT_DIMENSION}
   */
  void requireColumns() throws RejectedException {
    int columns = spec.model().features().columns();
    if (columns > limits.dimension()) {
      throw new RejectedException(
          Reason.LIMIT_DIMENSION,
          Stage.VALIDATE,
          "the model cannot be created: its features have "
              + columns
              + " columns, limits.dimension is "
              + limits.dimension()
              + "; hash into fewer bits");
    }
  }

  private static RejectedException tooLarge(String what, String limit) {
    return new RejectedException(
        Reason.LIMIT_DIMENSION,
        Stage.VALIDATE,
        "the model cannot be created: " + what + " bytes, " + limit);
  }
}
