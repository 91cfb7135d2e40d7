package io.rivulet.state.run;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.state.StateFormat;
import io.rivulet.state.StateFormatException;
import java.nio.charset.StandardCharsets;

/**
 * The facts about its run that every checkpoint contains: the topics that it learned from, and the
 * incarnation above which its models are created.
 *
 * @param prefix the prefix of the topics
 * @param group the consumer group of the samples
 * @param base the greatest incarnation in the weights topic when the run began, 0 or more
 * @param mark the mark of the checkpoint and of its job
 */
public record RunState(String prefix, String group, long base, CheckpointMark mark) {

  public static final StateFormat<RunState> FORMAT = new Format();

  public RunState {
    if (base < 0) {
      throw new StateFormatException("a run has base " + base + ", it is at least 0");
    }
  }

  /** The same run at a checkpoint. */
  public RunState at(CheckpointMark mark) {
    return new RunState(prefix, group, base, mark);
  }

  /**
   * The layout of the body, little-endian:
   *
   * <pre>
   * type      field
   * long      base
   * long      number of the checkpoint
   * text      prefix
   * text      group
   * text      job
   * </pre>
   *
   * A text is its length in bytes (int), followed by its UTF-8.
   */
  private static final class Format implements StateFormat<RunState> {

    @Override
    public String name() {
      return "run";
    }

    @Override
    public short id() {
      return 13;
    }

    @Override
    public byte version() {
      return 1;
    }

    @Override
    public long bytes(RunState run) {
      return 16L
          + 3 * Integer.BYTES
          + utf8(run.prefix).length
          + utf8(run.group).length
          + utf8(run.mark.job()).length;
    }

    @Override
    public void write(RunState run, StateOutput into) {
      into.putLong(run.base).putLong(run.mark.checkpoint());
      write(run.prefix, into);
      write(run.group, into);
      write(run.mark.job(), into);
    }

    @Override
    public RunState read(StateInput from, byte version) {
      long base = from.getLong();
      long checkpoint = from.getLong();
      String prefix = readText(from);
      String group = readText(from);
      return new RunState(prefix, group, base, new CheckpointMark(readText(from), checkpoint));
    }

    private static void write(String text, StateOutput into) {
      byte[] utf8 = utf8(text);
      into.putInt(utf8.length).put(utf8);
    }

    private static String readText(StateInput from) {
      int length = from.getInt();
      if (length < 0 || length > from.remaining()) {
        throw new StateFormatException(
            "run state names " + length + " bytes, " + from.remaining() + " are left");
      }
      byte[] utf8 = new byte[length];
      from.get(utf8);
      return new String(utf8, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
