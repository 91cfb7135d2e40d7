package io.rivulet.client;

/**
 * What a record of the weights topic did to a model that is followed. Records of older versions, as
 * the job repeats them after a failure, do nothing and are no updates; one that repeats the version
 * in effect is an update.
 *
 * @param id the model's id
 * @param kind what happened
 * @param model the model from now on; null when there is none
 * @param missed whether a record was published between the one that was in effect before and this
 *     one, and never arrived: its {@code previous} names another version. The model is right all
 *     the same, because records are whole
 * @param fault what is wrong with the record, of {@link Kind#BROKEN}; else null
 */
public record ModelUpdate(
    String id, Kind kind, PublishedModel model, boolean missed, String fault) {

  /** What happened to a model. */
  public enum Kind {
    /** Newer weights are in effect. */
    PUBLISHED,
    /** The model was deleted, or evicted because nothing came for it. */
    DELETED,
    /** A record could not be read, or fails its checksum; what was in effect before still is. */
    BROKEN
  }
}
