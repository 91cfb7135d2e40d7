package io.rivulet.operator;

import io.rivulet.state.run.RunState;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.jobgraph.tasks.TaskOperatorEventGateway;
import org.apache.flink.runtime.operators.coordination.CoordinationRequest;
import org.apache.flink.runtime.operators.coordination.CoordinationResponse;
import org.apache.flink.streaming.api.operators.collect.CollectCoordinationResponse;
import org.apache.flink.util.SerializedValue;

/**
 * The request to the {@link LearnCoordinator} for the incarnation above which models are created.
 */
record BaseRequest() implements CoordinationRequest {

  private static final long serialVersionUID = 1L;

  private static final String KIND = "rivulet-base";

  static CoordinationResponse answer(RunState run) {
    return new CollectCoordinationResponse(KIND, run.base(), List.of());
  }

  /**
   * Waits until the job may begin. A request that Flink gives up because the lease is not there yet
   * is sent again.
   */
  static long ask(TaskOperatorEventGateway coordinator, OperatorID learn)
      throws IOException, ExecutionException, InterruptedException {
    while (true) {
      try {
        var answer =
            (CollectCoordinationResponse)
                coordinator
                    .sendRequestToCoordinator(learn, new SerializedValue<>(new BaseRequest()))
                    .get();
        return answer.getLastCheckpointedOffset();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TimeoutException)) {
          throw e;
        }
      }
    }
  }
}
