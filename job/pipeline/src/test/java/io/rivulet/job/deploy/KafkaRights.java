package io.rivulet.job.deploy;

import static io.rivulet.job.deploy.DeployFiles.at;
import static io.rivulet.job.deploy.DeployFiles.list;
import static io.rivulet.job.deploy.DeployFiles.texts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What the {@code KafkaUser} grants, as Strimzi's user operator would tell the broker. */
final class KafkaRights {

  private KafkaRights() {}

  static List<AclBinding> of(String principal) throws IOException {
    List<AclBinding> bindings = new ArrayList<>();
    Object user = DeployFiles.yaml("kubernetes/user.yaml").get(0);
    for (Object rule : list(at(user, "spec", "authorization", "acls"))) {
      for (Object operation : list(at(rule, "operations"))) {
        bindings.add(
            new AclBinding(
                resource(texts(at(rule, "resource"))),
                new AccessControlEntry(
                    principal,
                    "*",
                    operation(String.valueOf(operation)),
                    AclPermissionType.ALLOW)));
      }
    }
    return bindings;
  }

  private static ResourcePattern resource(Map<String, String> resource) {
    String type = resource.get("type");
    return switch (type) {
      case "topic" -> pattern(ResourceType.TOPIC, resource);
      case "group" -> pattern(ResourceType.GROUP, resource);
      case "transactionalId" -> pattern(ResourceType.TRANSACTIONAL_ID, resource);
      case "cluster" ->
          new ResourcePattern(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL);
      default -> throw new AssertionError("a resource of type " + type);
    };
  }

  private static ResourcePattern pattern(ResourceType type, Map<String, String> resource) {
    PatternType pattern =
        resource.get("patternType").equals("prefix") ? PatternType.PREFIXED : PatternType.LITERAL;
    return new ResourcePattern(type, resource.get("name"), pattern);
  }

  /** {@code DescribeConfigs} is {@code DESCRIBE_CONFIGS}. */
  private static AclOperation operation(String name) {
    return AclOperation.valueOf(
        name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
  }
}
