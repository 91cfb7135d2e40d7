package io.rivulet.cli.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.kafka.KafkaCommandTest;
import io.rivulet.control.Ack;
import io.rivulet.control.Command;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Commands to models, answered by a stand-in of the job. */
abstract class AnsweredCommandTest extends KafkaCommandTest {

  final JobStandIn completing() {
    return answering(command -> JobStandIn.completed(command, 1, 1));
  }

  final JobStandIn answering(Function<Command, Ack> answer) {
    return new JobStandIn(
        client(), prefix(), command -> List.of(JobStandIn.ack(prefix(), answer.apply(command))));
  }

  /** A field of each object of an array, empty where it is absent. */
  static List<String> texts(String array, String field) throws Exception {
    JsonNode read = new ObjectMapper().readTree(array);
    return StreamSupport.stream(read.spliterator(), false)
        .map(each -> each.path(field).asText())
        .collect(Collectors.toList());
  }
}
