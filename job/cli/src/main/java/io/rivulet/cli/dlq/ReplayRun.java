package io.rivulet.cli.dlq;

import io.rivulet.cli.console.OnInterrupt;
import io.rivulet.client.topic.MarkedSender;
import io.rivulet.client.topic.MergedTopic;
import io.rivulet.client.topic.ReadingProgress;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One sending of dead letters, which knows at any time how many readers see. */
final class ReplayRun implements AutoCloseable {

  /** What a transaction holds at most, in letters and in bytes. */
  private static final int BATCH = 1000;

  private static final long BATCH_BYTES = 32L << 20;

  private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

  private final MarkedSender sender;
  private final LetterReplay replay;
  private final Map<Integer, Long> kept;
  private final Map<Integer, Long> reached;
  private final OnInterrupt interrupt;
  private final AtomicLong sent = new AtomicLong();
  private int open;
  private long openBytes;

  /**
   * Sends nothing yet.
   *
   * @param kept first offsets of the dead letters that are kept, by partition
   * @param interrupted gets what was sent when the command is interrupted
   */
  ReplayRun(
      MarkedSender sender, LetterReplay replay, Map<Integer, Long> kept, LongConsumer interrupted) {
    this.sender = sender;
    this.replay = replay;
    this.kept = kept;
    reached = new TreeMap<>();
    interrupt =
        new OnInterrupt(
            () -> {
              sender.closeWithin(LAST_ANSWERS);
              interrupted.accept(sent());
            });
  }

  /** Sends what the replay takes, and returns how many letters that are. */
  long send(MergedTopic letters, ReadingProgress progress) {
    reached.putAll(letters.beginnings());
    letters.read(this::take, progress);
    reached.putAll(letters.ends());
    commit();
    return sent();
  }

  /** Those that readers see. */
  long sent() {
    return sent.get();
  }

  @Override
  public void close() {
    interrupt.close();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    DeadLetter letter = new DeadLetter(record);
    if (replay.filter().takes(letter) && replay.fate(letter) == LetterFate.SENT) {
      sender.send(LetterReplay.original(letter));
      open++;
      openBytes += record.value() == null ? 0 : record.value().length;
    }
    reached.put(record.partition(), record.offset() + 1);
    if (open == BATCH || openBytes >= BATCH_BYTES) {
      commit();
    }
  }

  private void commit() {
    sender.commit(replay.marks().with(replay.filter(), reached, kept));
    sent.addAndGet(open);
    open = 0;
    openBytes = 0;
  }
}
