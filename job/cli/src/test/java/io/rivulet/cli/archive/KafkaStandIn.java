package io.rivulet.cli.archive;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.requests.ListOffsetsResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;

/**
 * Answers as a Kafka node in which every topic has one partition with the same one record: as much
 * of the protocol as a reading client needs, up in no time. Refuses everything else.
 */
final class KafkaStandIn implements AutoCloseable {

  private static final Uuid TOPIC = Uuid.randomUuid();

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final SimpleRecord record;

  KafkaStandIn(SimpleRecord record) throws IOException {
    this.record = record;
    daemon(this::accept);
  }

  String bootstrapServers() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "kafka-stand-in");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        daemon(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        var in = new DataInputStream(client.getInputStream());
        var out = new DataOutputStream(client.getOutputStream())) {
      while (true) {
        byte[] request = new byte[in.readInt()];
        in.readFully(request);
        ByteBuffer response = answer(ByteBuffer.wrap(request));
        out.writeInt(response.remaining());
        out.write(response.array(), response.arrayOffset(), response.remaining());
        out.flush();
      }
    } catch (IOException hungUp) {
      // the client has what it wanted
    }
  }

  private ByteBuffer answer(ByteBuffer bytes) {
    RequestHeader header = RequestHeader.parse(bytes);
    short version = header.apiVersion();
    AbstractRequest request =
        AbstractRequest.parseRequest(header.apiKey(), version, new ByteBufferAccessor(bytes))
            .request;
    return RequestUtils.serialize(
        header.toResponseHeader().data(),
        header.toResponseHeader().headerVersion(),
        answer(request).data(),
        version);
  }

  private AbstractResponse answer(AbstractRequest request) {
    return switch (request.apiKey()) {
      case API_VERSIONS -> versions();
      case METADATA -> metadata(((MetadataRequest) request).data(), request.version());
      case LIST_OFFSETS -> offsets(((ListOffsetsRequest) request).data());
      case FETCH -> records(((FetchRequest) request).data());
      default -> request.getErrorResponse(new UnsupportedVersionException("stand-in"));
    };
  }

  private static AbstractResponse versions() {
    var data = new ApiVersionsResponseData();
    for (ApiKeys each : ApiKeys.clientApis()) {
      data.apiKeys()
          .add(
              new ApiVersionsResponseData.ApiVersion()
                  .setApiKey(each.id)
                  .setMinVersion(each.oldestVersion())
                  .setMaxVersion(each.latestVersion()));
    }
    return new ApiVersionsResponse(data);
  }

  private AbstractResponse metadata(MetadataRequestData asked, short version) {
    var data = new MetadataResponseData().setClusterId("stand-in").setControllerId(0);
    data.brokers()
        .add(
            new MetadataResponseData.MetadataResponseBroker()
                .setNodeId(0)
                .setHost("127.0.0.1")
                .setPort(socket.getLocalPort()));
    asked.topics().stream()
        .filter(topic -> topic.name() != null)
        .forEach(topic -> data.topics().add(topic(topic.name())));
    return new MetadataResponse(data, version);
  }

  private static MetadataResponseData.MetadataResponseTopic topic(String name) {
    var partition =
        new MetadataResponseData.MetadataResponsePartition()
            .setPartitionIndex(0)
            .setLeaderId(0)
            .setLeaderEpoch(0)
            .setReplicaNodes(List.of(0))
            .setIsrNodes(List.of(0));
    return new MetadataResponseData.MetadataResponseTopic()
        .setName(name)
        .setTopicId(TOPIC)
        .setPartitions(List.of(partition));
  }

  /** The beginning is asked for as time -2. */
  private static AbstractResponse offsets(ListOffsetsRequestData asked) {
    var data = new ListOffsetsResponseData();
    for (var topic : asked.topics()) {
      var answered = new ListOffsetsResponseData.ListOffsetsTopicResponse().setName(topic.name());
      for (var partition : topic.partitions()) {
        answered
            .partitions()
            .add(
                new ListOffsetsResponseData.ListOffsetsPartitionResponse()
                    .setPartitionIndex(partition.partitionIndex())
                    .setTimestamp(-1)
                    .setOffset(partition.timestamp() == -2 ? 0 : 1)
                    .setLeaderEpoch(0));
      }
      data.topics().add(answered);
    }
    return new ListOffsetsResponse(data);
  }

  private AbstractResponse records(FetchRequestData asked) {
    var partitions = new LinkedHashMap<TopicIdPartition, FetchResponseData.PartitionData>();
    for (var topic : asked.topics()) {
      for (var partition : topic.partitions()) {
        partitions.put(
            new TopicIdPartition(topic.topicId(), partition.partition(), topic.topic()),
            new FetchResponseData.PartitionData()
                .setPartitionIndex(partition.partition())
                .setHighWatermark(1)
                .setLastStableOffset(1)
                .setLogStartOffset(0)
                .setRecords(
                    partition.fetchOffset() > 0
                        ? MemoryRecords.EMPTY
                        : MemoryRecords.withRecords(0L, Compression.NONE, record)));
      }
    }
    return FetchResponse.of(Errors.NONE, 0, 0, partitions, List.<Node>of());
  }
}
