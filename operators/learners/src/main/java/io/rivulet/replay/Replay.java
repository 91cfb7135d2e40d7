package io.rivulet.replay;

import io.rivulet.control.Command;
import io.rivulet.control.ExportedState;
import io.rivulet.learner.Emitter;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.life.Life;
import io.rivulet.life.LifeLimits;
import io.rivulet.life.LifeOutputs;
import io.rivulet.life.Lifecycle;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.Rejected;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.Stage;
import io.rivulet.state.life.StoredLife;
import io.rivulet.wire.SampleDecoder;
import io.rivulet.wire.control.CommandDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A replay of samples and commands as in the job, but in one thread and in the order of their
 * lines. For the same order it publishes the same bits.
 */
public final class Replay {

  /** The model of records that name no model. */
  public static final String DEFAULT_MODEL = "default";

  private final SampleDecoder samples;
  private final CommandDecoder commands = new CommandDecoder(DEFAULT_MODEL);
  private final MemoryLives lives = new MemoryLives();
  private final Specs specs;
  private final Lifecycle lifecycle;
  private final List<Rejected> late = new ArrayList<>();

  /**
   * A replay of samples alone.
   *
   * @param initial whether a model's version 0 is published before the output of its first valid
   *     sample
   */
  public Replay(Specs specs, PublishPolicy policy, boolean initial, Emitter out) {
    this(specs, policy, initial, LifeLimits.DEFAULT, LifeOutputs.of(out));
  }

  /**
   * A replay of samples and commands.
   *
   * @param initial whether a model that a sample bears publishes its version 0
   * @param out receives everything but rejections, which {@link #accept} returns
   */
  public Replay(
      Specs specs, PublishPolicy policy, boolean initial, LifeLimits limits, LifeOutputs out) {
    this.specs = specs;
    this.samples = new SampleDecoder(specs.limits(), DEFAULT_MODEL);
    this.lifecycle =
        new Lifecycle(specs, policy, limits, initial, lives, new WithoutRejections(out, late));
  }

  /**
   * The refusal of a record.
   *
   * @param line the number of its line, from 1; that of an earlier line when its record had to wait
   * @param model the model that it named, or null when the model could not be read
   */
  public record Rejection(long line, String model, Reason reason, Stage stage, String message) {}

  /**
   * Goes on with a model as it was exported. The end of a model takes back an earlier state of it,
   * and leaves its incarnation.
   *
   * @throws RejectedException when the state is not one of this build
   */
  public void begin(ExportedState state) throws RejectedException {
    lives.put(
        state.isTombstone()
            ? ended(lives.find(state.model()))
            : Life.of(specs.admit(state.model(), state.state())));
  }

  private Life ended(Life life) {
    StoredLife stub =
        new StoredLife(
            StoredLife.Phase.ABSENT,
            life.incarnation(),
            Sample.NO_TIME,
            Sample.NO_TIME,
            false,
            List.of(),
            List.of(),
            null);
    return Life.restored(life.id(), stub, specs);
  }

  /**
   * Takes one line.
   *
   * @return the refusals that it caused, of its own record or of earlier ones that had to wait
   */
  public List<Rejection> accept(String file, long number, byte[] line) {
    Origin origin = new Origin(file, 0, number, Sample.NO_TIME, null, line);
    return CommandDecoder.isCommand(line) ? command(origin) : sample(origin);
  }

  private List<Rejection> sample(Origin origin) {
    String model = null;
    try {
      Sample sample = samples.decode(origin);
      model = sample.model();
      learn(sample);
    } catch (RejectedException e) {
      late.add(Rejected.of(e, origin));
    }
    return takeRejections(model);
  }

  private List<Rejection> command(Origin origin) {
    String model = null;
    try {
      Command command = commands.decode(origin);
      model = command.model();
      lifecycle.accept(command);
    } catch (RejectedException e) {
      late.add(Rejected.of(e, origin));
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be read", e);
    }
    return takeRejections(model);
  }

  private List<Rejection> takeRejections(String model) {
    if (late.isEmpty()) {
      return List.of();
    }
    List<Rejection> rejections = new ArrayList<>();
    for (Rejected rejected : late) {
      rejections.add(
          new Rejection(
              rejected.origin().offset(),
              model,
              rejected.reason(),
              rejected.stage(),
              rejected.message()));
    }
    late.clear();
    return rejections;
  }

  /**
   * Learns from a decoded sample, which is not modified.
   *
   * @throws RejectedException when the sample is refused; its model then stays as it was
   */
  public void learn(Sample sample) throws RejectedException {
    try {
      lifecycle.accept(sample);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be read", e);
    }
  }

  /** Exports every model that there is, in the order of their ids. */
  public void export(Consumer<ExportedState> out) {
    lives.forEach(
        life -> {
          if (life.exists()) {
            out.accept(life.exported());
          }
        });
  }
}
