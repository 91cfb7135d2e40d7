package io.rivulet.cli.samples;

import io.rivulet.cli.console.OnInterrupt;
import io.rivulet.client.topic.SampleProducer;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One run of {@code produce}, which knows at any time how far it has come. */
final class Production implements AutoCloseable {

  private static final Duration LAST_SEND = Duration.ofSeconds(2);
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

  private final SampleProducer producer;
  private final SentLines lines;
  private final ReentrantLock sending = new ReentrantLock();
  private final OnInterrupt interrupt;

  /**
   * Begins after the lines that were skipped.
   *
   * @param interrupted gets what was acknowledged when the command is interrupted
   */
  Production(SampleProducer producer, long skipped, Consumer<Acknowledged> interrupted) {
    this.producer = producer;
    lines = new SentLines(skipped);
    interrupt = new OnInterrupt(() -> interrupted.accept(stopped()));
  }

  void send(long line, byte[] key, byte[] value) {
    send(line, () -> producer.send(key, value));
  }

  void send(long line, RawRecord record) {
    send(line, () -> producer.send(record.key(), record.numbers(), record.headers()));
  }

  private void send(long line, Supplier<Future<?>> send) {
    sending.lock();
    try {
      lines.sent(line, send.get());
    } finally {
      sending.unlock();
    }
  }

  void blank(long line) {
    lines.blank(line);
  }

  Acknowledged acknowledged() {
    return new Acknowledged(producer.acknowledged(), lines.acknowledged());
  }

  /** Keeps the lock, so that nothing is sent after it. */
  private Acknowledged stopped() {
    try {
      boolean unused = sending.tryLock(LAST_SEND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.closeWithin(LAST_ANSWERS);
    return acknowledged();
  }

  /** Waits for what is under way even if a sample was not taken, so that the count is right. */
  @Override
  public void close() {
    try {
      producer.flush();
    } finally {
      interrupt.close();
    }
  }

  /**
   * How far it has come.
   *
   * @param samples in all
   * @param line up to which each is
   */
  record Acknowledged(long samples, long line) {}
}
