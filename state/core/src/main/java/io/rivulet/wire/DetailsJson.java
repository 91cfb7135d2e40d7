package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rivulet.record.Details;
import io.rivulet.record.HiddenLayer;
import io.rivulet.record.Spectrum;
import java.io.IOException;

/** The fields of a weight record that only some learners write, after all others. */
final class DetailsJson {

  private DetailsJson() {}

  static void write(Details details, JsonGenerator json) throws IOException {
    if (details.hidden() != null) {
      writeHidden(details.hidden(), json);
    }
    if (details.spectrum() != null) {
      writeSpectrum(details.spectrum(), json);
    }
  }

  private static void writeHidden(HiddenLayer hidden, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("hidden");
    json.writeFieldName("shape");
    json.writeArray(new int[] {hidden.rows(), hidden.columns()}, 0, 2);
    json.writeFieldName("w");
    json.writeArray(hidden.w(), 0, hidden.w().length);
    json.writeEndObject();
  }

  private static void writeSpectrum(Spectrum spectrum, JsonGenerator json) throws IOException {
    json.writeFieldName("eigenvalues");
    json.writeArray(spectrum.eigenvalues(), 0, spectrum.eigenvalues().length);
    json.writeFieldName("learned");
    json.writeArray(spectrum.learned(), 0, spectrum.learned().length);
    json.writeNumberField("rank", spectrum.rank());
    if (Double.isNaN(spectrum.nextLearningTime())) {
      json.writeNullField("nextLearningTime");
    } else {
      json.writeNumberField("nextLearningTime", spectrum.nextLearningTime());
    }
  }
}
