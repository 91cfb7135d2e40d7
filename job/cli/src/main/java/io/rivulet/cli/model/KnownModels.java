package io.rivulet.cli.model;

import io.rivulet.cli.console.PatientProgress;
import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.client.topic.WeightTopicReader;
import java.util.SortedSet;
import java.util.TreeSet;

/** The ids of the models that are published and not deleted, whatever their records hold. */
final class KnownModels {

  private KnownModels() {}

  static SortedSet<String> read(ClusterAccess access, String topic) {
    SortedSet<String> ids = new TreeSet<>();
    try (WeightTopicReader reader = WeightTopicReader.ofAll(access, topic);
        PatientProgress progress = PatientProgress.reading(topic)) {
      reader.readToEnd(published -> follow(published, ids), progress::advanceTo);
    }
    return ids;
  }

  private static void follow(PublishedWeights published, SortedSet<String> ids) {
    if (published.isDeletion()) {
      ids.remove(published.model());
    } else {
      ids.add(published.model());
    }
  }
}
