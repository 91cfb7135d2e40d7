package io.rivulet.job.deploy;

import static io.rivulet.job.deploy.DeployFiles.at;
import static io.rivulet.job.deploy.DeployFiles.list;
import static io.rivulet.job.deploy.DeployFiles.map;
import static io.rivulet.job.deploy.DeployFiles.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.job.RivuletJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manifest fits the schema of its definition and the security rules of the house. */
final class KubernetesTest {

  @Test
  void flinkDeployment_fitsTheSchemaOfItsDefinition() throws IOException {
    Schema schema = Schema.ofFlinkDeployment();

    assertThat(schema.problems(DeployFiles.flinkDeployment())).isEmpty();
  }

  @Test
  void flinkDeployment_plantedErrors_areReported() throws IOException {
    String planted =
        """
        spec:
          flinkversion: v2_3
          flinkVersion: "2.3"
          serviceAccount: 7
          logConfiguration: {console: 8081}
          job: {upgradeMode: savepoints, parallelism: two, args: --config}
          podTemplate: {spec: {containers: [{name: a, securitycontext: {}}]}}
        """;

    assertThat(Schema.ofFlinkDeployment().problems(DeployFiles.parse(planted).get(0)))
        .containsExactlyInAnyOrder(
            "spec.flinkversion is unknown",
            "spec.flinkVersion must be one of " + versions(),
            "spec.serviceAccount is no string",
            "spec.logConfiguration.console is no string",
            "spec.job.upgradeMode must be one of [last-state, savepoint, stateless]",
            "spec.job.parallelism is no integer",
            "spec.job.args is no list",
            "spec.podTemplate.spec.containers[].securitycontext is unknown");
  }

  @Test
  void flinkDeployment_runsTheJobOfThisBuild() throws IOException {
    Map<String, Object> spec = map(DeployFiles.flinkDeployment().get("spec"));

    assertThat(at(spec, "job", "entryClass")).isEqualTo(RivuletJob.class.getName());
    assertThat(at(spec, "job", "upgradeMode")).isEqualTo("savepoint");
    assertThat(at(spec, "job", "jarURI")).isEqualTo("local:///opt/flink/usrlib/rivulet-job.jar");
    assertThat(FlinkSettings.kubernetes()).containsEntry("high-availability.type", "kubernetes");
  }

  @Test
  void deployment_takesSavepointsByItself() throws IOException {
    assertThat(FlinkSettings.kubernetes())
        .containsEntry("kubernetes.operator.job.savepoint-on-deletion", "true")
        .containsEntry("kubernetes.operator.periodic.savepoint.interval", "12h");
  }

  @Test
  void configuration_isAConfigMapWithAHashedName() throws IOException {
    Map<String, Object> kustomization = DeployFiles.yaml("kubernetes/kustomization.yaml").get(0);
    Map<String, Object> generator = map(at(kustomization, "configMapGenerator", 0));

    assertThat(generator)
        .containsEntry("namespace", at(DeployFiles.flinkDeployment(), "metadata", "namespace"))
        .containsEntry("files", List.of("rivulet.yaml=job.yaml"));
    // a hash is added unless options say otherwise
    assertThat(generator).containsOnlyKeys("name", "namespace", "files");
    assertThat(DeployFiles.volume(DeployFiles.podSpec(), "job").get("configMap"))
        .isEqualTo(Map.of("name", generator.get("name")));
    assertThat(kustomization)
        .containsEntry("resources", List.of("rivulet.yaml"))
        .containsEntry("configurations", List.of("references.yaml"))
        .doesNotContainKey("generatorOptions");
  }

  @Test
  void configuration_hashedName_reachesTheDeployment() throws IOException {
    Map<String, Object> reference =
        map(at(DeployFiles.yaml("kubernetes/references.yaml").get(0), "nameReference", 0));
    Map<String, Object> field = map(at(reference, "fieldSpecs", 0));

    assertThat(reference).containsEntry("kind", "ConfigMap");
    assertThat(field)
        .containsEntry("kind", "FlinkDeployment")
        .containsEntry("group", "flink.apache.org");
    Object node = DeployFiles.flinkDeployment();
    for (String step : String.valueOf(field.get("path")).split("/", -1)) {
      node = step.equals("volumes") ? list(at(node, step)).get(0) : at(node, step);
    }
    assertThat(node).isEqualTo("rivulet-job");
  }

  @Test
  void pods_haveNoPrivileges() throws IOException {
    Map<String, Object> pod = DeployFiles.podSpec();
    Map<String, Object> container = map(at(pod, "containers", 0));

    assertThat(map(pod.get("securityContext")))
        .containsEntry("runAsNonRoot", true)
        .containsEntry("runAsUser", 9999)
        .containsEntry("seccompProfile", Map.of("type", "RuntimeDefault"));
    assertThat(map(container.get("securityContext")))
        .isEqualTo(
            Map.of(
                "allowPrivilegeEscalation",
                false,
                "readOnlyRootFilesystem",
                true,
                "capabilities",
                Map.of("drop", List.of("ALL"))));
    assertThat(container).containsEntry("name", "flink-main-container");
    assertThat(list(pod.get("containers"))).hasSize(1);
  }

  @Test
  void pods_mountEveryDirectoryThatFlinkWrites() throws IOException {
    Map<String, Object> pod = DeployFiles.podSpec();
    Map<String, String> writable = new TreeMap<>();
    for (Object mount : list(at(pod, "containers", 0, "volumeMounts"))) {
      if (!"true".equals(texts(mount).get("readOnly"))) {
        writable.put(texts(mount).get("mountPath"), texts(mount).get("name"));
      }
    }

    assertThat(writable)
        .containsOnlyKeys(
            "/tmp", "/opt/flink/log", "/state", FlinkSettings.kubernetes().get("io.tmp.dirs"));
    assertThat(writable.values())
        .allSatisfy(name -> assertThat(DeployFiles.volume(pod, name)).isNotEmpty());
    assertThat(
            FlinkSettings.kubernetes().values().stream().filter(value -> value.startsWith("file:")))
        .hasSize(3)
        .allMatch(value -> value.startsWith("file:///state/"));
    assertThat(at(DeployFiles.volume(pod, "state"), "persistentVolumeClaim", "claimName"))
        .isEqualTo(at(DeployFiles.manifest("PersistentVolumeClaim").get(0), "metadata", "name"));
  }

  @Test
  void accounts_mayDoOnlyWhatFlinkNeeds() throws IOException {
    Map<String, Object> rights = new TreeMap<>();
    for (Map<String, Object> role : DeployFiles.manifest("Role")) {
      for (Object rule : list(role.get("rules"))) {
        for (Object resource : list(at(rule, "resources"))) {
          rights.put(at(role, "metadata", "name") + " " + resource, at(rule, "verbs"));
        }
      }
    }
    List<String> all = List.of("get", "list", "watch", "create", "update", "patch", "delete");

    assertThat(rights)
        .isEqualTo(
            Map.of(
                "rivulet-jobmanager pods", all,
                "rivulet-jobmanager configmaps", all,
                "rivulet-jobmanager deployments", all.subList(0, 3),
                "rivulet-jobmanager deployments/finalizers", List.of("update"),
                "rivulet-taskmanager configmaps", all.subList(0, 3)));
    assertThat(names("ServiceAccount"))
        .containsExactly(
            String.valueOf(at(DeployFiles.flinkDeployment(), "spec", "serviceAccount")),
            FlinkSettings.kubernetes().get("kubernetes.taskmanager.service-account"));
    for (Map<String, Object> binding : DeployFiles.manifest("RoleBinding")) {
      String name = String.valueOf(at(binding, "metadata", "name"));
      assertThat(at(binding, "roleRef", "name")).isEqualTo(name);
      assertThat(at(binding, "subjects", 0, "name")).isEqualTo(name);
    }
    assertThat(names("RoleBinding")).isEqualTo(names("Role"));
  }

  @Test
  void network_isClosedButForNamedPorts() throws IOException {
    List<Map<String, Object>> policies = DeployFiles.manifest("NetworkPolicy");

    assertThat(policies.get(0).get("spec"))
        .isEqualTo(Map.of("podSelector", Map.of(), "policyTypes", List.of("Ingress", "Egress")));
    assertThat(at(policies.get(1), "spec", "podSelector", "matchLabels", "app"))
        .isEqualTo(at(DeployFiles.flinkDeployment(), "metadata", "name"));
    List<Integer> open = new ArrayList<>();
    for (Object rule : list(at(policies.get(1), "spec", "ingress"))) {
      assertThat(list(at(rule, "from"))).isNotEmpty();
      list(at(rule, "ports")).forEach(port -> open.add((Integer) at(port, "port")));
    }
    assertThat(open)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(
                    "taskmanager.data.port",
                    "taskmanager.rpc.port",
                    "jobmanager.rpc.port",
                    "blob.server.port",
                    "rest.port",
                    "rest.port",
                    "metrics.reporter.prometheus.port")
                .map(KubernetesTest::port)
                .toList());
  }

  @Test
  void manifests_nameTheirNamespace() throws IOException {
    assertThat(DeployFiles.yaml("kubernetes/rivulet.yaml"))
        .hasSize(10)
        .allMatch(document -> at(document, "metadata", "namespace").equals("rivulet"));
  }

  private static List<?> versions() throws IOException {
    return Schema.ofFlinkDeployment().allowed("flinkVersion");
  }

  private static int port(String key) {
    try {
      return Integer.parseInt(FlinkSettings.kubernetes().get(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(String kind) throws IOException {
    return DeployFiles.manifest(kind).stream()
        .map(document -> String.valueOf(at(document, "metadata", "name")))
        .toList();
  }
}
