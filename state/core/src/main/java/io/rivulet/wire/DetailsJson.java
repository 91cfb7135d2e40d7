package io.rivulet.wire;

import io.rivulet.record.Details;
import io.rivulet.record.FoundNoise;
import io.rivulet.record.HiddenLayer;
import io.rivulet.record.Spectrum;

/** The fields of a weight record that only some learners write, after all others. */
final class DetailsJson {

  private DetailsJson() {}

  static void write(Details details, JsonBuffer json) {
    if (details.hidden() != null) {
      writeHidden(details.hidden(), json);
    }
    if (details.spectrum() != null) {
      writeSpectrum(details.spectrum(), json);
    }
    if (details.noise() != null) {
      writeNoise(details.noise(), json);
    }
  }

  private static void writeHidden(HiddenLayer hidden, JsonBuffer json) {
    json.field("hidden").startObject();
    json.field("shape").startArray().number(hidden.rows()).number(hidden.columns()).endArray();
    json.field("w").numbers(hidden.w());
    json.endObject();
  }

  private static void writeSpectrum(Spectrum spectrum, JsonBuffer json) {
    json.field("eigenvalues").numbers(spectrum.eigenvalues());
    json.field("learned").numbers(spectrum.learned());
    json.field("rank").number(spectrum.rank());
    json.field("nextLearningTime");
    if (Double.isNaN(spectrum.nextLearningTime())) {
      json.nothing();
    } else {
      json.number(spectrum.nextLearningTime());
    }
  }

  /** R of one output is a number, of several an array, and null while nothing tells it. */
  private static void writeNoise(FoundNoise noise, JsonBuffer json) {
    json.field("noise").startObject();
    json.field("lambda").number(noise.lambda());
    json.field("r");
    if (noise.variances() == null) {
      json.nothing();
    } else if (noise.variances().length == 1) {
      json.number(noise.variances()[0]);
    } else {
      json.numbers(noise.variances());
    }
    json.field("tail").number(noise.tail());
    json.endObject();
  }
}
