package io.rivulet.job.lease;

import io.rivulet.state.run.CheckpointMark;
import io.rivulet.state.run.RunState;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Decides whether a start may begin, and above which incarnation its models are born, from what
 * Flink restored, what the lease remembers and what the weights topic holds.
 *
 * @param terms the terms of the job that starts
 * @param job the job that starts, which is the same after a failure of its master
 * @param weights the content of the weights topic; asked only where it matters, because reading a
 *     large topic takes time
 * @param newest the place of the newest state of these topics, for the advice; also asked only
 *     where it matters
 */
record StartRules(
    LeaseTerms terms, String job, Weights weights, Supplier<Optional<String>> newest) {

  /**
   * The record to commit before anything is learned.
   *
   * @throws StartRefusedException with what to do
   */
  LeaseRecord decide(Optional<Restored> restored, Optional<LeaseRecord> known) {
    return restored
        .map(state -> goOn(state.run().orElseGet(this::ofABuildBefore), known))
        .orElseGet(() -> begin(known));
  }

  /** Without a state. */
  private LeaseRecord begin(Optional<LeaseRecord> known) {
    Optional<LeaseRecord> own = known.filter(record -> record.job().equals(job));
    if (known.flatMap(LeaseRecord::state).filter(this::isMine).isPresent()) {
      throw lost(known.get().state().get());
    }
    if (own.isPresent() && own.get().base().isPresent()) {
      return own.get();
    }
    if (!weights.any()) {
      return new LeaseRecord(job, OptionalLong.of(0), Optional.empty());
    }
    if (!terms.start().fresh()) {
      throw held();
    }
    return new LeaseRecord(job, OptionalLong.of(weights.greatestIncarnation()), Optional.empty());
  }

  private LeaseRecord goOn(RunState run, Optional<LeaseRecord> known) {
    boolean foreign = !terms.isOf(run);
    if (foreign && !terms.start().adopt()) {
      throw foreign(run);
    }
    if (known.isPresent() && isSameStart(run.mark(), known.get())) {
      return known.get().withState(run.mark());
    }
    if (!terms.start().rewind()) {
      boolean ofTheseTopics = !foreign || (terms.hasTopicsOf(run) && known.isPresent());
      if (!ofTheseTopics && weights.any()) {
        throw taken(run);
      }
      if (ofTheseTopics && known.filter(it -> isBehind(run, it)).isPresent()) {
        throw older(run, known.get());
      }
    }
    long least = terms.start().rewind() ? weights.greatestIncarnation() : baseOfAttempt(run, known);
    long base = Math.max(run.base(), least);
    return new LeaseRecord(job, OptionalLong.of(base), Optional.of(run.mark()));
  }

  /** A build that did not keep its run had no bases; whose its state is, nobody can tell. */
  private RunState ofABuildBefore() {
    return new RunState(
        terms.topics().prefix(), terms.kafka().groupId(), 0, new CheckpointMark("", 0));
  }

  private boolean isMine(CheckpointMark mark) {
    return mark.job().equals(job);
  }

  /** A job that comes back, from the state that it began with or from a later one of its own. */
  private boolean isSameStart(CheckpointMark restored, LeaseRecord known) {
    return known.job().equals(job)
        && known.base().isPresent()
        && (known.state().filter(restored::equals).isPresent()
            || (isMine(restored) && !isBehind(restored, known)));
  }

  /** That of the last job, if it began with the same state and completed no checkpoint since. */
  private static long baseOfAttempt(RunState run, Optional<LeaseRecord> known) {
    return known
        .filter(it -> it.state().filter(run.mark()::equals).isPresent())
        .map(LeaseRecord::reached)
        .orElse(0L);
  }

  /** Whether the topics hold weights of a later checkpoint, or of another line of states. */
  private static boolean isBehind(RunState run, LeaseRecord known) {
    return isBehind(run.mark(), known) || wentBack(run, known);
  }

  /** Whether the last job went back to another state, and may have published above this one. */
  private static boolean wentBack(RunState run, LeaseRecord known) {
    return known.reached() > run.base() && known.state().filter(run.mark()::equals).isEmpty();
  }

  private static boolean isBehind(CheckpointMark restored, LeaseRecord known) {
    if (known.state().isEmpty()) {
      return !restored.job().equals(known.job());
    }
    CheckpointMark newest = known.state().get();
    return restored.job().equals(newest.job())
        ? restored.checkpoint() < newest.checkpoint()
        : !restored.job().equals(known.job());
  }

  private StartRefusedException lost(CheckpointMark mark) {
    return new StartRefusedException(
        "job "
            + LeaseGroup.jobId(job)
            + " had completed checkpoint "
            + mark.checkpoint()
            + " and starts without a state now: its state is lost, and versions would begin anew; "
            + advice(newest.get())
            + ", or give up what it learned: delete the consumer group "
            + terms.group().name()
            + " and start with --fresh");
  }

  private StartRefusedException held() {
    return new StartRefusedException(held(terms.topics().weights(), newest.get()));
  }

  /** Why a start without a state is refused over a topic with weights. */
  static String held(String topic, Optional<String> newest) {
    return "the topic "
        + topic
        + " holds weights of an earlier run, and this start has no state: its versions would begin"
        + " anew below theirs, and readers would keep the old models; "
        + advice(newest)
        + ", or begin anew above all of them with --fresh (start.fresh: true)";
  }

  private static String advice(Optional<String> newest) {
    return newest
        .map(path -> "go on from the newest state that was found (rivulet restore " + path + ")")
        .orElse("go on from a checkpoint or savepoint (rivulet restore PATH; none was found)");
  }

  private StartRefusedException foreign(RunState run) {
    return new StartRefusedException(
        "the state is of the topics '"
            + run.prefix()
            + "*' read by the group "
            + run.group()
            + ", this job has '"
            + terms.topics().prefix()
            + "*' and "
            + terms.kafka().groupId()
            + "; "
            + advice(newest.get())
            + ", correct topics.prefix or kafka.group.id, or take the models over with --adopt"
            + " (start.adopt: true)");
  }

  private StartRefusedException taken(RunState run) {
    return new StartRefusedException(
        terms.topics().weights()
            + " holds weights that do not come from this state (of the topics '"
            + run.prefix()
            + "*'), so versions could go back and readers would keep the other weights; choose"
            + " topics without weights, or go on above all of them with --rewind (start.rewind:"
            + " true), which gives every model a later incarnation");
  }

  private StartRefusedException older(RunState run, LeaseRecord known) {
    return new StartRefusedException(
        "the state ("
            + shown(run.mark())
            + ") is older than what "
            + terms.topics().weights()
            + " holds ("
            + (isBehind(run.mark(), known) ? "" : "weights that went back to ")
            + known
                .state()
                .map(StartRules::shown)
                .orElse("weights of job " + LeaseGroup.jobId(known.job()))
            + "), so versions would go back and readers would keep the newer weights; restore the"
            + " newest state, or go back with --rewind (start.rewind: true), which gives every"
            + " model a later incarnation");
  }

  private static String shown(CheckpointMark mark) {
    return mark.job().isEmpty()
        ? "of a build before 0.1"
        : "checkpoint " + mark.checkpoint() + " of job " + LeaseGroup.jobId(mark.job());
  }
}
