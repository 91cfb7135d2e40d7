package io.rivulet.operator.piece;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.StateFrame;
import io.rivulet.state.life.StoredLife;
import io.rivulet.state.piece.PiecedState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyContext;

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
  private final KeyContext keys;
  private final int most;
  private final int pieceBytes;
  private final Set<String> pieced = new HashSet<>();
  private MapState<Integer, byte[]> pieces;

  /**
   * @param keys sets the key under which pieces are read
   * @param most the longest state that stays in the model's value
   */
  public PiecedModels(States states, KeyContext keys, int most, int pieceBytes) {
    this.states = states;
    this.keys = keys;
    this.most = most;
    this.pieceBytes = pieceBytes;
  }

  /**
   * Writes a state under the current key in pieces, if it needs any. No more than one piece of it
   * is in memory at once.
   *
   * @param bytes the length of the framed state
   * @param state writes it
   * @return what the model's value holds instead of the state, or null when the state stays there
   */
  public byte[] write(String id, long bytes, Consumer<StateOutput> state) throws IOException {
    if (bytes <= most) {
      drop(id);
      return null;
    }
    PiecedState cut = new PiecedState(Math.toIntExact(bytes), pieceBytes);
    try {
      write(cut, state);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    pieced.add(id);
    return StateFrame.write(PiecedState.FORMAT, cut);
  }

  /** Drops the pieces of a model under the current key, if it has any. */
  public void drop(String id) {
    if (pieced.remove(id)) {
      pieces().clear();
    }
  }

  private void write(PiecedState cut, Consumer<StateOutput> state) throws IOException {
    Changes changes = new Changes();
    StateOutput into = StateOutput.into(pieceBytes, changes);
    state.accept(into);
    into.finish();
    if (changes.piece != cut.count()) {
      throw new IllegalStateException(
          "a state of " + cut.count() + " pieces wrote " + changes.piece);
    }
    for (int piece = cut.count(); get(piece) != null; piece++) {
      put(piece, null);
    }
  }

  /**
   * The learned state that lies in pieces, or null when it is in the value. The pieces are read one
   * by one as they are needed, under the key of the model.
   */
  public StateInput read(String id, StoredLife value) {
    if (value == null
        || value.model() == null
        || StateFrame.formatId(value.model().state()) != PiecedState.FORMAT.id()) {
      return null;
    }
    pieced.add(id);
    PiecedState cut = StateFrame.read(PiecedState.FORMAT, value.model().state());
    return StateInput.of(cut.bytes(), new Stored(id, cut));
  }

  /** Compares with what is stored, because a checksum of a changed piece may be the old one. */
  private final class Changes implements StateOutput.Pieces {

    private int piece;

    /** A piece that was kept may be the array that the keyed state holds from then on. */
    @Override
    public byte[] take(byte[] bytes, int length) {
      try {
        byte[] stored = get(piece);
        boolean same = stored != null && Arrays.equals(stored, 0, stored.length, bytes, 0, length);
        if (!same) {
          put(piece, length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
        }
        piece++;
        return same ? bytes : new byte[bytes.length];
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The pieces of a model, one after the other. */
  private final class Stored implements Supplier<byte[]> {

    private final String id;
    private final PiecedState cut;
    private int piece;

    Stored(String id, PiecedState cut) {
      this.id = id;
      this.cut = cut;
    }

    @Override
    public byte[] get() {
      Object current = keys.getCurrentKey();
      keys.setCurrentKey(id);
      byte[] bytes;
      try {
        bytes = PiecedModels.this.get(piece);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (current != null) {
        keys.setCurrentKey(current);
      }
      requireLength(bytes);
      piece++;
      return bytes;
    }

    private void requireLength(byte[] bytes) {
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
