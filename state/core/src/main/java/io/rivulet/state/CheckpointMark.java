package io.rivulet.state;

/**
 * One checkpoint, or savepoint, of one job.
 *
 * @param job identity of the job, unique among clusters
 * @param checkpoint its number within the job, from 1
 */
public record CheckpointMark(String job, long checkpoint) {}
