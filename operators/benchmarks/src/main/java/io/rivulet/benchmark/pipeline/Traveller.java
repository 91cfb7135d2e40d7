package io.rivulet.benchmark.pipeline;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends samples at a rate and waits for what comes of them. The n-th record of a model answers its
 * n-th sample, since the line keeps the order of a key; so no record needs to be read.
 */
final class Traveller implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(100);

  private final int models;
  private final String samples;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final byte[][] keys;
  private final int[] answered;
  private final Thread listening;
  private final AtomicLong arrived = new AtomicLong();
  private volatile boolean closed;

  /** Of the current stretch: when each sample was sent, and how long it was under way. */
  private volatile Stretch stretch;

  private record Stretch(long[] sent, double[] nanos) {}

  Traveller(String bootstrapServers, LineTopics topics, int models) {
    this.models = models;
    this.samples = topics.samples();
    producer = SampleFlood.producer(bootstrapServers, 0);
    consumer = RecordSizes.consumer(bootstrapServers);
    consumer.assign(LineTopics.partitions(topics.weights()));
    consumer.seekToBeginning(consumer.assignment());
    keys = new byte[models][];
    for (int model = 0; model < models; model++) {
      keys[model] = SampleKeys.key(model);
    }
    answered = new int[models];
    listening = new Thread(this::listen, "traveller");
    listening.start();
  }

  /** Sends so many samples a second, to each model in turn, and waits until all are answered. */
  Travel send(SampleText text, int rate, int seconds) {
    int count = rate * seconds / models * models;
    Stretch now = new Stretch(new long[count], new double[count]);
    java.util.Arrays.fill(answered, 0);
    arrived.set(0);
    stretch = now;
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      await(start + i * 1_000_000_000L / rate);
      now.sent[i] = System.nanoTime();
      producer.send(new ProducerRecord<>(samples, keys[i % models], text.value(i)));
    }
    double reached = count * 1e9 / (System.nanoTime() - start);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (arrived.get() < count) {
      if (System.nanoTime() > deadline) {
        throw new BenchException("of %d samples %d were answered".formatted(count, arrived.get()));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return new Travel(now.nanos, reached);
  }

  /** Sleeps while there is time, so that the sender takes no processor from the job. */
  private static void await(long due) {
    long left = due - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = due - System.nanoTime();
    }
  }

  private void listen() {
    while (!closed) {
      var records = consumer.poll(POLL);
      long now = System.nanoTime();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        int model = SampleKeys.model(record.key());
        int index = answered[model]++ * models + model;
        stretch.nanos[index] = now - stretch.sent[index];
      }
      arrived.addAndGet(records.count());
    }
    consumer.close();
  }

  @Override
  public void close() {
    closed = true;
    producer.close();
    try {
      listening.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
