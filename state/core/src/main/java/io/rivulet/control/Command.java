package io.rivulet.control;

import io.rivulet.record.Origin;

/**
 * A decoded control record. Its model, its id and its type are valid, so that it can be answered; a
 * fault of the other fields travels with it. Absent parts are null or {@link #AT_ONCE}. Arrays are
 * not copied and never modified.
 *
 * @param model the id of the model that is commanded
 * @param commandId the command's own name, by which a repeat is recognised
 * @param spec the object {@code spec} as JSON, its nulls included
 * @param state the framed stored model, decoded from base64
 * @param name the name of a snapshot
 * @param atVersion the version right after which the command is carried out, 0 or more, or {@link
 *     #AT_ONCE}
 * @param fault why the fields cannot be used and what to do, or null
 * @param origin the record that was decoded
 */
public record Command(
    String model,
    String commandId,
    CommandType type,
    String spec,
    byte[] state,
    String name,
    long atVersion,
    String fault,
    Origin origin) {

  /** Stands for a version that was not given: the command is carried out where it arrives. */
  public static final long AT_ONCE = -1;
}
