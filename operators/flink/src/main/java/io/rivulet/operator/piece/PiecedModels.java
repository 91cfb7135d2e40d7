package io.rivulet.operator.piece;

import io.rivulet.state.StateFormatException;
import io.rivulet.state.StateFrame;
import io.rivulet.state.life.StoredLife;
import io.rivulet.state.piece.PiecedState;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Learned states above a length, as pieces in keyed state of their own under the current key;
 * {@link PiecedState} stands for them in the model's value. A piece that has not changed is not
 * written, so that an incremental checkpoint holds what was learned since the last and no more. The
 * state is registered with the first such model, and a job without one pays nothing for it.
 *
 * <p>Every write of a life follows a read of it or the birth of its model, so that the ids whose
 * pieces may have to be dropped are known.
 */
public final class PiecedModels {

  /** Names an entry of every savepoint: never change it. */
  public static final String PIECES = "pieces";

  private static final MapStateDescriptor<Integer, byte[]> DESCRIPTOR =
      new MapStateDescriptor<>(
          PIECES, Types.INT, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** Keyed state by its descriptor. */
  @FunctionalInterface
  public interface States {
    MapState<Integer, byte[]> get(MapStateDescriptor<Integer, byte[]> descriptor);
  }

  private final States states;
  private final int most;
  private final int pieceBytes;
  private final Set<String> pieced = new HashSet<>();
  private MapState<Integer, byte[]> pieces;

  /**
   * @param most the longest state that stays in the model's value
   */
  public PiecedModels(States states, int most, int pieceBytes) {
    this.states = states;
    this.most = most;
    this.pieceBytes = pieceBytes;
  }

  /** Writes the pieces of the model, if it needs any, and returns what its value holds then. */
  public StoredLife write(String id, StoredLife life) throws IOException {
    if (life.model() == null || life.model().state().length <= most) {
      if (pieced.remove(id)) {
        pieces().clear();
      }
      return life;
    }
    byte[] state = life.model().state();
    PiecedState cut = new PiecedState(state.length, pieceBytes);
    write(state, cut);
    pieced.add(id);
    return life.withState(StateFrame.write(PiecedState.FORMAT, cut));
  }

  /** The life with the learned state of its model, whose pieces are put together. */
  public StoredLife read(String id, StoredLife value) throws IOException {
    if (value == null
        || value.model() == null
        || StateFrame.formatId(value.model().state()) != PiecedState.FORMAT.id()) {
      return value;
    }
    pieced.add(id);
    PiecedState cut = StateFrame.read(PiecedState.FORMAT, value.model().state());
    byte[] state = new byte[cut.bytes()];
    for (int piece = 0; piece < cut.count(); piece++) {
      byte[] bytes = get(piece);
      int length = cut.start(piece + 1) - cut.start(piece);
      if (bytes == null || bytes.length != length) {
        throw new StateFormatException(
            "model '"
                + id
                + "' has "
                + (bytes == null ? "no" : "only " + bytes.length + " bytes of")
                + " piece "
                + piece
                + " of "
                + cut.count()
                + ", which has "
                + length
                + " bytes");
      }
      System.arraycopy(bytes, 0, state, cut.start(piece), length);
    }
    return value.withState(state);
  }

  /** Compares with what is stored, because a checksum of a changed piece may be the old one. */
  private void write(byte[] state, PiecedState cut) throws IOException {
    for (int piece = 0; piece < cut.count(); piece++) {
      byte[] stored = get(piece);
      int from = cut.start(piece);
      int to = cut.start(piece + 1);
      if (stored == null || !Arrays.equals(stored, 0, stored.length, state, from, to)) {
        put(piece, Arrays.copyOfRange(state, from, to));
      }
    }
    for (int piece = cut.count(); get(piece) != null; piece++) {
      put(piece, null);
    }
  }

  private byte[] get(int piece) throws IOException {
    return StateAccess.attempt(() -> pieces().get(piece));
  }

  private void put(int piece, byte[] bytes) throws IOException {
    StateAccess.attempt(
        () -> {
          if (bytes == null) {
            pieces().remove(piece);
          } else {
            pieces().put(piece, bytes);
          }
          return null;
        });
  }

  private MapState<Integer, byte[]> pieces() {
    if (pieces == null) {
      pieces = states.get(DESCRIPTOR);
    }
    return pieces;
  }
}
