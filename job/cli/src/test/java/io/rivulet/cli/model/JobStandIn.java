package io.rivulet.cli.model;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.Command;
import io.rivulet.record.Origin;
import io.rivulet.record.RejectedException;
import io.rivulet.wire.control.AckJson;
import io.rivulet.wire.control.CommandDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Answers commands in the place of a job, on a thread of its own. */
final class JobStandIn implements AutoCloseable {

  private final String prefix;
  private final Function<Command, List<ProducerRecord<byte[], byte[]>>> answers;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Command> commands = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::run, "stand-in of a job");

  /**
   * Begins at the oldest command.
   *
   * @param client properties of Kafka clients
   * @param answers what is written for a command
   */
  JobStandIn(
      Properties client,
      String prefix,
      Function<Command, List<ProducerRecord<byte[], byte[]>>> answers) {
    this.prefix = prefix;
    this.answers = answers;
    var bytes = new ByteArrayDeserializer();
    consumer = new KafkaConsumer<>(client, bytes, bytes);
    producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    thread.start();
  }

  /** The commands that arrived, in order. */
  List<Command> commands() {
    return commands;
  }

  static ProducerRecord<byte[], byte[]> ack(String prefix, Ack ack) {
    return new ProducerRecord<>(
        prefix + "control-acks", ack.model().getBytes(StandardCharsets.UTF_8), AckJson.write(ack));
  }

  static Ack completed(Command command, long incarnation, long version) {
    return new Ack(
        command.commandId(),
        command.model(),
        command.type(),
        AckStatus.COMPLETED,
        null,
        null,
        incarnation,
        version);
  }

  static Ack ended(Command command, AckStatus status, String reason, String message) {
    return new Ack(
        command.commandId(), command.model(), command.type(), status, reason, message, 1, 42);
  }

  private void run() {
    String topic = prefix + "control";
    try (consumer;
        producer) {
      List<TopicPartition> partitions =
          IntStream.range(0, consumer.partitionsFor(topic).size())
              .mapToObj(number -> new TopicPartition(topic, number))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (true) {
        consumer.poll(Duration.ofSeconds(1)).forEach(this::answer);
      }
    } catch (WakeupException closed) {
      // the test is over
    }
  }

  private void answer(ConsumerRecord<byte[], byte[]> record) {
    Command command;
    try {
      command =
          new CommandDecoder(null)
              .decode(
                  new Origin(
                      record.topic(),
                      record.partition(),
                      record.offset(),
                      record.timestamp(),
                      record.key(),
                      record.value()));
    } catch (RejectedException e) {
      throw new IllegalStateException(e);
    }
    commands.add(command);
    for (ProducerRecord<byte[], byte[]> each : answers.apply(command)) {
      Future<?> unused = producer.send(each);
    }
    producer.flush();
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
