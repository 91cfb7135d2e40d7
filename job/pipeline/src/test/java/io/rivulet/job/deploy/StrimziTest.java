package io.rivulet.job.deploy;

import static io.rivulet.job.deploy.DeployFiles.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.rivulet.job.config.JobConfiguration;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

/**
 * Strimzi's own classes read what is meant for its operators, and what the job needs stands there.
 */
final class StrimziTest {

  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .setAnnotationIntrospector(new NoOtherFields())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  @Test
  void topics_areRead() throws Exception {
    for (Map<String, Object> topic : DeployFiles.yaml("kubernetes/topics.yaml")) {
      assertThat(topic).containsOnlyKeys("apiVersion", "kind", "metadata", "spec");
      assertThat(topic)
          .containsEntry("apiVersion", "kafka.strimzi.io/v1")
          .containsEntry("kind", "KafkaTopic");
      assertThat(read("topic.KafkaTopicSpec", topic.get("spec")))
          .isEqualTo(STRICT.valueToTree(topic.get("spec")));
    }
  }

  @Test
  void user_isRead_andNoOperationIsLost() throws Exception {
    Map<String, Object> user = DeployFiles.yaml("kubernetes/user.yaml").get(0);
    JsonNode rules = read("user.KafkaUserSpec", user.get("spec")).at("/authorization").get("acls");

    assertThat(user)
        .containsEntry("apiVersion", "kafka.strimzi.io/v1")
        .containsEntry("kind", "KafkaUser");
    assertThat(rules).hasSize(12);
    for (int i = 0; i < rules.size(); i++) {
      Object operations = at(user, "spec", "authorization", "acls", i, "operations");
      assertThat(rules.get(i).get("operations")).isEqualTo(STRICT.valueToTree(operations));
    }
    assertThat(at(user, "metadata", "namespace"))
        .isEqualTo(at(DeployFiles.yaml("kubernetes/topics.yaml").get(0), "metadata", "namespace"));
  }

  @Test
  void user_plantedErrors_areReported() throws Exception {
    String planted =
        """
        authentication: {type: scram-sha-512}
        authorization:
          type: simple
          acls:
            - {resource: {type: topic, name: a}, operations: [Reed]}
        """;

    assertThatThrownBy(
            () -> read("user.KafkaUserSpec", Map.of("autorization", Map.of("type", "simple"))))
        .hasMessageContaining("autorization");
    assertThatThrownBy(
            () ->
                read(
                    "user.KafkaUserSpec",
                    Map.of("authentication", Map.of("type", "scram-sha-256"))))
        .hasMessageContaining("scram-sha-256");
    assertThat(read("user.KafkaUserSpec", DeployFiles.parse(planted).get(0)).toString())
        .contains("\"operations\":[null]");
  }

  @Test
  void user_mayDoWithEachTopicWhatThePlanSays() throws IOException {
    List<AclBinding> rights = KafkaRights.of("User:rivulet");

    DeployTest.topicPlan()
        .forEach(
            topic ->
                assertThat(operations(rights, ResourceType.TOPIC, topic.name()))
                    .as(topic.name())
                    .contains(topic.access(), AclOperation.DESCRIBE));
    assertThat(operations(rights, ResourceType.TOPIC, "rivulet.weights"))
        .contains(AclOperation.READ, AclOperation.WRITE);
  }

  @Test
  void user_hasTheGroupsAndTransactionsOfTheConfiguration() throws IOException {
    JobConfiguration job = DeployTest.inConfigMap();
    List<AclBinding> rights = KafkaRights.of("User:rivulet");

    for (String group : List.of(job.kafka().groupId(), "lease." + job.topics().weights())) {
      assertThat(operations(rights, ResourceType.GROUP, group))
          .containsExactlyInAnyOrder(AclOperation.READ, AclOperation.DESCRIBE);
    }
    assertThat(rights)
        .filteredOn(right -> right.pattern().resourceType() == ResourceType.TRANSACTIONAL_ID)
        .hasSize(2)
        .allMatch(right -> right.pattern().patternType() == PatternType.PREFIXED)
        .allMatch(
            right ->
                job.delivery().transactionPrefix("weights").startsWith(right.pattern().name()));
  }

  /** What a class of Strimzi keeps of a specification. */
  private static JsonNode read(String type, Object spec) throws ClassNotFoundException {
    Class<?> known = Class.forName("io.strimzi.api.kafka.model." + type);
    return STRICT.valueToTree(STRICT.convertValue(spec, known));
  }

  private static List<AclOperation> operations(
      List<AclBinding> rights, ResourceType type, String name) {
    return rights.stream()
        .filter(right -> right.pattern().resourceType() == type)
        .filter(right -> right.pattern().name().equals(name))
        .map(right -> right.entry().operation())
        .toList();
  }

  /** Strimzi keeps fields that it does not know; here they are errors. */
  private static final class NoOtherFields extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}
