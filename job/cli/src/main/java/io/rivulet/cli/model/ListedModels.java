package io.rivulet.cli.model;

import io.rivulet.cli.console.PatientProgress;
import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.client.topic.TopicException;
import io.rivulet.client.topic.WeightTopicReader;
import java.util.Map;
import java.util.TreeMap;

/** The models that are published and not deleted, by id, without their weights. */
final class ListedModels {

  private final Map<String, ListedModel> models = new TreeMap<>();
  private final Map<String, String> broken = new TreeMap<>();

  static ListedModels read(ClusterAccess access, String topic) {
    ListedModels listed = new ListedModels();
    try (WeightTopicReader reader = WeightTopicReader.ofAll(access, topic);
        PatientProgress progress = PatientProgress.reading(topic)) {
      reader.readToEnd(listed::accept, progress::advanceTo);
    }
    return listed;
  }

  Map<String, ListedModel> models() {
    return models;
  }

  /** What is wrong with the last record of a model, which counts for nothing. */
  Map<String, String> broken() {
    return broken;
  }

  private void accept(PublishedWeights published) {
    String id = published.model();
    if (published.isDeletion()) {
      models.remove(id);
      broken.remove(id);
      return;
    }
    try {
      models.merge(id, ListedModel.of(published.record()), ListedModel::followedBy);
      broken.remove(id);
    } catch (TopicException fault) {
      broken.put(id, fault.getMessage());
    }
  }
}
