package io.rivulet.job.deploy;

import static io.rivulet.job.deploy.DeployFiles.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.client.deployment.ClusterSpecification;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.kubernetes.entrypoint.KubernetesWorkerResourceSpecFactory;
import org.apache.flink.kubernetes.kubeclient.FlinkPod;
import org.apache.flink.kubernetes.kubeclient.decorators.InitJobManagerDecorator;
import org.apache.flink.kubernetes.kubeclient.decorators.InitTaskManagerDecorator;
import org.apache.flink.kubernetes.kubeclient.parameters.KubernetesJobManagerParameters;
import org.apache.flink.kubernetes.kubeclient.parameters.KubernetesTaskManagerParameters;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.Container;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.Pod;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.Quantity;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.VolumeMount;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.utils.Serialization;
import org.apache.flink.runtime.clusterframework.ContaineredTaskManagerParameters;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The pods that Flink makes of the template and the settings which the operator hands it. */
final class FlinkPodsTest {

  private static final String MAIN = "flink-main-container";

  @Test
  void jobManager_requestsAndLimits() throws IOException {
    FlinkPod pod = jobManager();

    assertThat(quantities(pod.getMainContainer().getResources().getRequests()))
        .isEqualTo(Map.of("cpu", "1.0", "memory", "1600Mi", "ephemeral-storage", "4Gi"));
    assertThat(quantities(pod.getMainContainer().getResources().getLimits()))
        .isEqualTo(Map.of("cpu", "2.0", "memory", "1600Mi", "ephemeral-storage", "4Gi"));
    assertThat(pod.getPodWithoutMainContainer().getSpec().getServiceAccountName())
        .isEqualTo("rivulet-jobmanager");
  }

  @Test
  void taskManager_requestsAndLimits() throws IOException {
    FlinkPod pod = taskManager();

    assertThat(quantities(pod.getMainContainer().getResources().getRequests()))
        .isEqualTo(Map.of("cpu", "2.0", "memory", "4352Mi", "ephemeral-storage", "24Gi"));
    assertThat(quantities(pod.getMainContainer().getResources().getLimits()))
        .isEqualTo(Map.of("cpu", "4.0", "memory", "4352Mi", "ephemeral-storage", "24Gi"));
    assertThat(pod.getPodWithoutMainContainer().getSpec().getServiceAccountName())
        .isEqualTo("rivulet-taskmanager");
  }

  @Test
  void ephemeralStorage_holdsTheVolumesThatLieOnIt() throws IOException {
    double volumes =
        taskManager().getPodWithoutMainContainer().getSpec().getVolumes().stream()
            .filter(volume -> volume.getEmptyDir() != null)
            .mapToDouble(volume -> bytes(volume.getEmptyDir().getSizeLimit()))
            .sum();

    assertThat(bytes(new Quantity(ephemeralStorage("taskManager")))).isGreaterThan(volumes);
  }

  @Test
  void pods_keepTheTemplate() throws IOException {
    for (FlinkPod pod : List.of(jobManager(), taskManager())) {
      Container container = pod.getMainContainer();

      assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
      assertThat(container.getVolumeMounts())
          .extracting(VolumeMount::getMountPath)
          .contains("/etc/rivulet", "/etc/secrets/kafka", "/state", "/work");
      assertThat(pod.getPodWithoutMainContainer().getSpec().getSecurityContext().getRunAsNonRoot())
          .isTrue();
    }
  }

  private static FlinkPod jobManager() throws IOException {
    Configuration flink = settings();
    var cluster =
        new ClusterSpecification.ClusterSpecificationBuilder()
            .setMasterMemoryMB(megabytes("jobManager"))
            .createClusterSpecification();
    return new InitJobManagerDecorator(new KubernetesJobManagerParameters(flink, cluster))
        .decorateFlinkPod(template("jobManager"));
  }

  private static FlinkPod taskManager() throws IOException {
    Configuration flink = settings();
    var process =
        TaskExecutorProcessUtils.processSpecFromWorkerResourceSpec(
            flink,
            KubernetesWorkerResourceSpecFactory.INSTANCE.createDefaultWorkerResourceSpec(flink));
    var parameters =
        new KubernetesTaskManagerParameters(
            flink,
            "rivulet-taskmanager-1-1",
            "",
            "",
            ContaineredTaskManagerParameters.create(flink, process),
            Map.of(),
            Set.of());
    return new InitTaskManagerDecorator(parameters).decorateFlinkPod(template("taskManager"));
  }

  /** The settings of the manifest with those that the operator adds. */
  private static Configuration settings() throws IOException {
    Map<String, String> settings = FlinkSettings.kubernetes();
    settings.put(KubernetesConfigOptions.CLUSTER_ID.key(), "rivulet");
    settings.put(KubernetesConfigOptions.CONTAINER_IMAGE.key(), text("image"));
    settings.put(KubernetesConfigOptions.KUBERNETES_SERVICE_ACCOUNT.key(), text("serviceAccount"));
    settings.put(
        KubernetesConfigOptions.JOB_MANAGER_CPU.key(), text("jobManager", "resource", "cpu"));
    settings.put(
        KubernetesConfigOptions.TASK_MANAGER_CPU.key(), text("taskManager", "resource", "cpu"));
    settings.put(
        JobManagerOptions.TOTAL_PROCESS_MEMORY.key(), text("jobManager", "resource", "memory"));
    return Configuration.fromMap(settings);
  }

  /** The operator writes the ephemeral storage into the template, as request and as limit. */
  private static FlinkPod template(String role) throws IOException {
    Object template = at(DeployFiles.flinkDeployment(), "spec", "podTemplate");
    Pod pod = Serialization.unmarshal(new Yaml().dump(template), Pod.class);
    List<Container> containers = pod.getSpec().getContainers();
    Container main =
        containers.stream().filter(each -> each.getName().equals(MAIN)).findFirst().orElseThrow();
    containers.remove(main);
    Quantity storage = new Quantity(ephemeralStorage(role));
    main.setResources(
        new ResourceRequirementsBuilder()
            .addToRequests("ephemeral-storage", storage)
            .addToLimits("ephemeral-storage", storage)
            .build());
    return new FlinkPod(pod, main);
  }

  private static String ephemeralStorage(String role) throws IOException {
    return text(role, "resource", "ephemeralStorage");
  }

  private static int megabytes(String role) throws IOException {
    return Integer.parseInt(text(role, "resource", "memory").replace("m", ""));
  }

  private static String text(Object... path) throws IOException {
    return String.valueOf(at(DeployFiles.map(DeployFiles.flinkDeployment().get("spec")), path));
  }

  private static Map<String, String> quantities(Map<String, Quantity> of) {
    Map<String, String> texts = new TreeMap<>();
    of.forEach((name, quantity) -> texts.put(name, quantity.toString()));
    return texts;
  }

  private static double bytes(Quantity quantity) {
    return Quantity.getAmountInBytes(quantity).doubleValue();
  }
}
