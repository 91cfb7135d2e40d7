package io.rivulet.control;

/**
 * The acknowledgement of a command. Absent parts are null.
 *
 * @param commandId the command's own name; for an act of the job itself a name that the job gave
 * @param model the id of the model that was commanded
 * @param reason a code for programs; null when the command was completed
 * @param message why the command failed or was skipped, and what to do
 * @param incarnation the incarnation of the model after the command, 0 when it never existed
 * @param version the version of the model after the command, 0 when there is no model
 */
public record Ack(
    String commandId,
    String model,
    CommandType type,
    AckStatus status,
    String reason,
    String message,
    long incarnation,
    long version) {}
