package io.rivulet.cli.rest;

/**
 * How many subtasks of a job fit on a cluster.
 *
 * @param available those that no job holds
 */
public record Slots(int total, int available) {}
