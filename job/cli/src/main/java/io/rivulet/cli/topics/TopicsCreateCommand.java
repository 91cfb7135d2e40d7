package io.rivulet.cli.topics;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.console.PatientProgress;
import io.rivulet.cli.kafka.KafkaOption;
import io.rivulet.job.config.ConfigurationException;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.kafka.KafkaAccessException;
import io.rivulet.job.kafka.TopicAdmin;
import io.rivulet.job.kafka.TopicPlan;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rivulet topics create}. */
@Command(
    name = "create",
    description = {
      "Create the topics of the job that are missing.",
      "A topic that exists is left as it is; 'doctor' says whether it fits."
    })
final class TopicsCreateCommand implements Callable<Integer> {

  @Mixin private KafkaOption kafka;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description =
          "Partitions of each topic (default: ${DEFAULT-VALUE}); adding partitions later moves"
              + " models.")
  private int partitions;

  @Option(
      names = "--replication",
      paramLabel = "N",
      defaultValue = "-1",
      description = "Copies of each partition, or -1 for the cluster's default (default: -1).")
  private int replication;

  @Option(
      names = "--json",
      description = "Print one JSON document: {\"topics\": [{\"topic\": .., \"created\": ..}]}.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<TopicAdmin.TopicOutcome> outcomes = create(kafka.configuration());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonOutput.print(out, new Document(outcomes));
    } else {
      outcomes.forEach(
          each -> out.printf("%-9s %s%n", each.created() ? "created" : "existing", each.topic()));
      out.flush();
    }
    return Exit.DONE;
  }

  private List<TopicAdmin.TopicOutcome> create(JobConfiguration configuration) {
    try (PatientProgress progress = new PatientProgress("asking the broker")) {
      progress.advanceTo(0, 0);
      TopicPlan plan =
          TopicPlan.of(configuration.topics(), configuration.limits(), partitions, replication);
      return TopicAdmin.create(configuration.kafka(), plan, kafka.timeout());
    } catch (ConfigurationException e) {
      throw Failure.refused(e.getMessage());
    } catch (KafkaAccessException e) {
      throw Failure.failed(e.getMessage(), e);
    }
  }

  private record Document(List<TopicAdmin.TopicOutcome> topics) {}
}
