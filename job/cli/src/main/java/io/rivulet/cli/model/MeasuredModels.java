package io.rivulet.cli.model;

import io.rivulet.cli.console.PatientProgress;
import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.TopicReader;
import io.rivulet.quality.QualityRecord;
import io.rivulet.wire.control.QualityJson;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The newest record of each model that has a certain figure of its quality. */
final class MeasuredModels {

  private final QualityFigure figure;
  private final Map<String, QualityRecord> newest = new HashMap<>();

  private MeasuredModels(QualityFigure figure) {
    this.figure = figure;
  }

  static MeasuredModels read(ClusterAccess access, String topic, QualityFigure figure) {
    MeasuredModels measured = new MeasuredModels(figure);
    try (TopicReader reader = TopicReader.ofAll(access, topic);
        PatientProgress progress = PatientProgress.reading(topic)) {
      reader.readToEnd(record -> measured.accept(record.value()), progress::advanceTo);
    }
    return measured;
  }

  /**
   * The newest record of a model, null when there is none: what was measured in an incarnation
   * before the listed one says nothing about it.
   */
  QualityRecord of(ListedModel model) {
    QualityRecord record = newest.get(model.model());
    return record == null || record.incarnation() < model.incarnation() ? null : record;
  }

  private void accept(byte[] value) {
    read(value)
        .filter(record -> !Double.isNaN(figure.of(record)))
        .ifPresent(record -> newest.merge(record.model(), record, MeasuredModels::later));
  }

  /** A record of quality; empty for what other programs wrote. */
  static Optional<QualityRecord> read(byte[] value) {
    try {
      return Optional.ofNullable(value).map(QualityJson::read);
    } catch (IllegalArgumentException ofAnotherProgram) {
      return Optional.empty();
    }
  }

  /** A failure of the job repeats older records. */
  static QualityRecord later(QualityRecord held, QualityRecord next) {
    boolean older =
        next.incarnation() < held.incarnation()
            || (next.incarnation() == held.incarnation() && next.version() < held.version());
    return older ? held : next;
  }
}
