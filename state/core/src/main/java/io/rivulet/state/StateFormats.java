package io.rivulet.state;

import java.util.List;

/**
 * All formats of a stored model. Ids stand in savepoints and are never reused; 13 is that of {@code
 * RunState}.
 */
public final class StateFormats {

  public static final List<StateFormat<?>> ALL =
      List.of(
          StoredModel.FORMAT,
          StoredLife.FORMAT,
          WeightsState.FORMAT,
          RlsState.FORMAT,
          OrfitState.FORMAT,
          LofiState.FORMAT,
          OnlineNetState.FORMAT,
          LaplaceState.FORMAT,
          DistillationState.FORMAT,
          MatrixFlowState.FORMAT,
          LedgerState.FORMAT,
          RootLedgerState.FORMAT,
          StandardizedState.FORMAT);

  private StateFormats() {}
}
