package io.rivulet.learner;

import io.rivulet.learner.step.Publication;
import io.rivulet.record.Recall;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.Columns;

/**
 * The weight record of a model as it is now.
 *
 * @param sampleId the name of the sample that made the version, or null
 * @param ts its event time, or {@link io.rivulet.record.Sample#NO_TIME}
 */
record Announcement(Model<?> model, String sampleId, long ts) {

  WeightRecord of(Publication publication, Recall figures) {
    double[][] weights = publication.columns();
    return new WeightRecord(
        model.id(),
        model.spec().spec().learner(),
        model.incarnation(),
        model.version(),
        model.samples(),
        model.previous(),
        weights[0].length,
        weights.length,
        Columns.rowMajor(weights),
        sampleId,
        ts,
        model.spec().fingerprint(),
        model.spec().axes(),
        publication.details().with(figures));
  }
}
