package io.rivulet.state.run;

/**
 * The mark of one checkpoint or savepoint of one job.
 *
 * @param job the identity of the job, unique among clusters
 * @param checkpoint the number of the checkpoint within the job, from 1
 */
public record CheckpointMark(String job, long checkpoint) {}
