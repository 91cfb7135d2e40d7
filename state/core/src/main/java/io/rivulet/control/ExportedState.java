package io.rivulet.control;

import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;

/**
 * The state of a model as it is exported: everything that another job needs to go on with it.
 * Arrays are not copied and never modified.
 *
 * @param model the model's id
 * @param spec canonical JSON of the spec
 * @param state the framed stored model, or null for a tombstone
 * @param previous the version last published, or {@link io.rivulet.record.WeightRecord#NONE}
 */
public record ExportedState(
    String model,
    String spec,
    byte[] state,
    long incarnation,
    long version,
    long samples,
    long previous) {

  /** The record of a stored model. */
  public static ExportedState of(String model, StoredModel stored) {
    return new ExportedState(
        model,
        stored.spec(),
        StateFrame.write(StoredModel.FORMAT, stored),
        stored.incarnation(),
        stored.version(),
        stored.samples(),
        stored.previous());
  }

  /** The record that says that a model no longer exists. */
  public static ExportedState tombstone(String model) {
    return new ExportedState(model, null, null, 0, 0, 0, 0);
  }

  /** Whether the record says that the model no longer exists. */
  public boolean isTombstone() {
    return state == null;
  }
}
