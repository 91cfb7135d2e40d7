package io.rivulet.job;

import io.rivulet.job.kafka.KafkaClients;
import io.rivulet.job.lease.LeaseTerms;
import java.time.Duration;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Serializes as another serializer does, but keeps its sink from starting until the job holds the
 * lease, because opening a transaction would already fence the job that holds it now.
 */
final class LeasedSerializer<T> implements KafkaRecordSerializationSchema<T> {

  private static final long serialVersionUID = 1L;

  private static final String JOB_ID = "<job_id>";
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private final KafkaRecordSerializationSchema<T> serializer;
  private final KafkaLeases leases;

  LeasedSerializer(KafkaRecordSerializationSchema<T> serializer, KafkaLeases leases) {
    this.serializer = serializer;
    this.leases = leases;
  }

  @Override
  public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink)
      throws Exception {
    awaitLease(leases.identity(context.getMetricGroup().getAllVariables().get(JOB_ID)));
    serializer.open(context, sink);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T element, KafkaSinkContext context, Long timestamp) {
    return serializer.serialize(element, context, timestamp);
  }

  /** Ends by interruption when the job is refused. */
  private void awaitLease(String job) throws InterruptedException {
    LeaseTerms terms = leases.terms();
    try (Admin admin = KafkaClients.admin(terms.kafka(), ANSWER)) {
      terms.group().await(admin, record -> record.job().equals(job));
    }
  }
}
