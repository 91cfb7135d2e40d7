package io.rivulet.state.life;

import io.rivulet.state.DistillationState;
import io.rivulet.state.LaplaceState;
import io.rivulet.state.LedgerState;
import io.rivulet.state.LofiState;
import io.rivulet.state.MatrixFlowState;
import io.rivulet.state.OnlineNetState;
import io.rivulet.state.OrfitState;
import io.rivulet.state.RlsState;
import io.rivulet.state.RootLedgerState;
import io.rivulet.state.StandardizedState;
import io.rivulet.state.StateFormat;
import io.rivulet.state.StoredModel;
import io.rivulet.state.WeightsState;
import io.rivulet.state.evidence.EvidenceState;
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
          StandardizedState.FORMAT,
          EvidenceState.FORMAT);

  private StateFormats() {}
}
