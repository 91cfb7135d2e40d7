package io.rivulet.job.lease;

import io.rivulet.state.run.RunState;
import java.util.Optional;

/**
 * The state that Flink gave to a start.
 *
 * @param run empty where a build that did not keep it wrote the state
 */
public record Restored(Optional<RunState> run) {}
