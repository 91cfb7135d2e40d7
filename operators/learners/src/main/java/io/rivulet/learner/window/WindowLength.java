package io.rivulet.learner.window;

import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.step.MistakenUnit;
import io.rivulet.state.Window;
import java.util.Map;
import java.util.Optional;

/** The field {@code window}: the condition under which a window of samples closes. */
sealed interface WindowLength {

  /** A window of milliseconds must be addressable from the epoch in either direction. */
  double MOST_MILLISECONDS = 1L << 53;

  static WindowLength read(SpecFields fields) {
    if (!(fields.value("window") instanceof Map<?, ?>)) {
      return new Count(fields.count("window"));
    }
    SpecFields window = fields.object("window");
    double seconds = window.number("seconds");
    double milliseconds = Math.rint(seconds * 1000);
    if (!(milliseconds >= 1 && milliseconds <= MOST_MILLISECONDS)
        || milliseconds / 1000 != seconds) {
      throw window.refused("seconds", seconds, "whole milliseconds, from 0.001");
    }
    window.finish();
    return new EventTime((long) milliseconds);
  }

  /** Whether only event time closes a window. */
  boolean byTime();

  /** Position of the window that a sample belongs to; 0 for windows by count. */
  long position(long ts);

  /** Whether a sample of this time comes after the open window, which closes before it enters. */
  boolean closesBefore(Window open, long ts);

  /** Whether a window of so many samples is complete. */
  boolean complete(int samples);

  /** How many samples a window may buffer before it closes; 1 where only time bounds them. */
  int room();

  /** Whether a sample of this time closes a window. */
  default boolean closes(Window open, long ts) {
    return complete(open.size() + 1) || closesBefore(open, ts);
  }

  /** How many samples are buffered after one of this time. */
  default int buffered(Window open, long ts) {
    return complete(open.size() + 1) ? 0 : closesBefore(open, ts) ? 1 : open.size() + 1;
  }

  /** The reason to doubt that the time of a sample is in milliseconds, in words. */
  default Optional<String> doubt(Window open, long ts) {
    return Optional.empty();
  }

  /** The value of the field. */
  Object describe();

  /**
   * As many samples as the window has.
   *
   * @param samples at least 1
   */
  record Count(int samples) implements WindowLength {

    @Override
    public boolean byTime() {
      return false;
    }

    @Override
    public long position(long ts) {
      return 0;
    }

    @Override
    public boolean closesBefore(Window open, long ts) {
      return false;
    }

    @Override
    public boolean complete(int samples) {
      return samples == this.samples;
    }

    @Override
    public int room() {
      return samples - 1;
    }

    @Override
    public Object describe() {
      return samples;
    }
  }

  /**
   * The samples with k length ≤ ts &lt; (k + 1) length. A window closes with the first sample of a
   * later one; windows without samples do not exist; a late sample joins the open window.
   *
   * @param milliseconds length, at least 1
   */
  record EventTime(long milliseconds) implements WindowLength {

    @Override
    public boolean byTime() {
      return true;
    }

    @Override
    public long position(long ts) {
      return Math.floorDiv(ts, milliseconds);
    }

    @Override
    public boolean closesBefore(Window open, long ts) {
      return open.size() > 0 && position(ts) > open.index();
    }

    @Override
    public boolean complete(int samples) {
      return false;
    }

    @Override
    public int room() {
      return 1;
    }

    @Override
    public Optional<String> doubt(Window open, long ts) {
      boolean joins = open.size() > 0 && !closesBefore(open, ts);
      return MistakenUnit.of(ts)
          .filter(unit -> joins || unit.tooLarge())
          .map(unit -> doubt(unit, ts));
    }

    private String doubt(MistakenUnit unit, long ts) {
      return unit.describe(ts)
          + "; then a window of "
          + milliseconds / 1000.0
          + " seconds "
          + (unit.tooLarge() ? "closes " : "stays open ")
          + unit.factor()
          + (unit.tooLarge() ? " times as soon" : " times as long")
          + "; send milliseconds";
    }

    @Override
    public Object describe() {
      return Map.of("seconds", milliseconds / 1000.0);
    }
  }
}
