package io.rivulet.state.life;

import io.rivulet.record.Origin;
import io.rivulet.record.Sample;
import io.rivulet.state.StateFormat;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import java.util.List;

/**
 * What a job remembers of one model id: the model itself while there is one, and the facts that
 * outlive it, so that incarnations only rise and no command is carried out twice.
 *
 * @param phase whether there is a model
 * @param incarnation the greatest incarnation that the id ever had, 0 when it never had a model
 * @param time the model's time in milliseconds since 1970, or {@link Sample#NO_TIME}. For a deleted
 *     model it is the time of the deletion
 * @param published the model's time when its last weight record was published, or {@link
 *     Sample#NO_TIME}
 * @param configured whether a command has changed the spec
 * @param commands the ids of the last commands, the oldest first
 * @param waiting the control records that wait for a version, in the order of their arrival
 * @param model the model, or null when there is none
 */
public record StoredLife(
    Phase phase,
    long incarnation,
    long time,
    long published,
    boolean configured,
    List<String> commands,
    List<Origin> waiting,
    StoredModel model) {

  /** The format in which the spec stands in the life itself. */
  public static final StateFormat<StoredLife> FORMAT = new LifeFormat(SpecRegister.NONE);

  /** The length of a frame from which on its time may be kept apart; part of the format. */
  private static final int APART_FROM = 4096;

  private static final int FIRST_VERSION_APART = 2;

  /** The phases of a life. */
  public enum Phase {

    /** There is no model; it never existed, or it was idle for too long. */
    ABSENT(0),

    /** The model learns. */
    LIVE(1),

    /** The model answers and does not learn. */
    FROZEN(2),

    /** The model was deleted, and samples that come late do not bear it anew. */
    DELETED(3);

    private final byte code;

    Phase(int code) {
      this.code = (byte) code;
    }

    /** Whether there is a model. */
    public boolean exists() {
      return this == LIVE || this == FROZEN;
    }

    byte code() {
      return code;
    }

    static Phase of(int code) {
      for (Phase phase : values()) {
        if (phase.code == code) {
          return phase;
        }
      }
      throw new StateFormatException("stored life has the unknown phase " + code);
    }
  }

  public StoredLife {
    commands = List.copyOf(commands);
    waiting = List.copyOf(waiting);
    if (phase.exists() != (model != null)) {
      throw new StateFormatException(
          "a life in phase " + phase + (model == null ? " lacks its model" : " has a model"));
    }
  }

  /** The life of a model of which only the model was stored. */
  public static StoredLife of(StoredModel model) {
    return new StoredLife(
        Phase.LIVE,
        model.incarnation(),
        Sample.NO_TIME,
        Sample.NO_TIME,
        false,
        List.of(),
        List.of(),
        model);
  }

  /** The same life at another time. */
  public StoredLife at(long otherTime) {
    return new StoredLife(
        phase, incarnation, otherTime, published, configured, commands, waiting, model);
  }

  /** The format in which specs stand in a register. */
  public static StateFormat<StoredLife> format(SpecRegister specs) {
    return new LifeFormat(specs);
  }

  /** Reads a life that has its spec in itself. */
  public static StoredLife read(byte[] frame) {
    return read(frame, FORMAT);
  }

  /** Reads a life, or a model that a build before lives stored alone. */
  public static StoredLife read(byte[] frame, StateFormat<StoredLife> format) {
    return StateFrame.formatId(frame) == StoredModel.FORMAT.id()
        ? of(StateFrame.read(StoredModel.FORMAT, frame))
        : StateFrame.read(format, frame);
  }

  /**
   * Whether the time of a stored life may have moved since its frame was written: a later time may
   * stand beside a frame of version 2 of 4096 bytes or more, until the next frame is written.
   */
  public static boolean keepsTimeApart(byte[] frame) {
    return frame.length >= APART_FROM
        && StateFrame.formatId(frame) == FORMAT.id()
        && StateFrame.version(frame) >= FIRST_VERSION_APART;
  }
}
