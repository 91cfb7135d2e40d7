package io.rivulet.operator;

import io.rivulet.control.Command;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.jobgraph.tasks.TaskOperatorEventGateway;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.CoordinatedOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;

/** The factory of the learn operators of a job and of the coordinator that holds its lease. */
public final class LearnOperatorFactory extends AbstractStreamOperatorFactory<WeightRecord>
    implements TwoInputStreamOperatorFactory<Sample, Command, WeightRecord>,
        CoordinatedOperatorFactory<WeightRecord> {

  private static final long serialVersionUID = 1L;

  private final LearnSettings settings;
  private final Lease.Provider leases;

  public LearnOperatorFactory(LearnSettings settings, Lease.Provider leases) {
    this.settings = settings;
    this.leases = leases;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink declares it
  public <T extends StreamOperator<WeightRecord>> T createStreamOperator(
      StreamOperatorParameters<WeightRecord> parameters) {
    OperatorID id = parameters.getStreamConfig().getOperatorID();
    TaskOperatorEventGateway coordinator =
        parameters.getContainingTask().getEnvironment().getOperatorCoordinatorEventGateway();
    return (T) new LearnOperator(settings, parameters, () -> BaseRequest.ask(coordinator, id));
  }

  @Override
  @SuppressWarnings("rawtypes") // as Flink declares it
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return LearnOperator.class;
  }

  @Override
  public OperatorCoordinator.Provider getCoordinatorProvider(String name, OperatorID id) {
    return new Provider(id, leases);
  }

  private record Provider(OperatorID getOperatorId, Lease.Provider leases)
      implements OperatorCoordinator.Provider {

    @Override
    public OperatorCoordinator create(OperatorCoordinator.Context context) {
      return new LearnCoordinator(context, leases);
    }
  }
}
