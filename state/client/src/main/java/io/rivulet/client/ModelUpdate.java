package io.rivulet.client;

/**
 * The effect of a record of the weights topic on a followed model. Records of older versions, which
 * the job repeats after a failure, have no effect and are not updates; a record that repeats the
 * version in effect is an update.
 *
 * @param id the model's id
 * @param kind the kind of change
 * @param model the model from now on; null when there is none
 * @param missed whether a record was published between the one that was in effect before and this
 *     one, and never arrived: its {@code previous} names another version. The model is right
 *     nevertheless, because records are complete
 * @param fault the fault of the record for {@link Kind#BROKEN}; otherwise null
 */
public record ModelUpdate(
    String id, Kind kind, PublishedModel model, boolean missed, String fault) {

  /** The kind of change of a model. */
  public enum Kind {
    /** Newer weights are in effect. */
    PUBLISHED,
    /** The model was deleted, or evicted because no samples arrived for it. */
    DELETED,
    /**
     * A record could not be read or fails its checksum; the model in effect before remains in
     * effect.
     */
    BROKEN
  }
}
