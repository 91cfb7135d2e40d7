package io.rivulet.cli.samples;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rivulet.cli.console.Failure;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.wire.Json;
import java.io.IOException;

/** Samples of raw numbers as lines of a file, divided by the specs of the configuration. */
final class RawLine {

  private final ConfiguredSpecs specs;

  private RawLine(ConfiguredSpecs specs) {
    this.specs = specs;
  }

  static RawLine of(JobConfiguration configuration) {
    if (configuration.models().isEmpty()) {
      throw Failure.refused(
          "format is raw, and only the specs of 'models' say how many of the numbers are x; give"
              + " the job's --config FILE");
    }
    return new RawLine(new ConfiguredSpecs(configuration));
  }

  /**
   * The line of a sample, with Kafka's timestamp when it has none of its own.
   *
   * @throws RejectedException when no pattern gives the model a spec, or its spec takes other
   *     numbers
   */
  byte[] json(Sample sample) throws RejectedException {
    Sample divided = specs.of(sample.model()).divided(sample);
    return Json.write(json -> write(divided, json));
  }

  private static void write(Sample sample, JsonGenerator json) throws IOException {
    long received = sample.origin().timestamp();
    long ts = sample.ts() == Sample.NO_TIME && received >= 0 ? received : sample.ts();
    json.writeStartObject();
    json.writeStringField("model", sample.model());
    if (sample.id() != null) {
      json.writeStringField("id", sample.id());
    }
    if (sample.op() != null) {
      json.writeStringField("op", sample.op().label());
    }
    write("x", sample.values(), json);
    write("y", sample.y(), json);
    if (sample.labelName() != null) {
      json.writeStringField("label", sample.labelName());
    } else if (sample.hasLabel()) {
      json.writeNumberField("label", sample.label());
    }
    if (sample.weight() != 1) {
      json.writeNumberField("weight", sample.weight());
    }
    if (ts != Sample.NO_TIME) {
      json.writeNumberField("ts", ts);
    }
    json.writeEndObject();
  }

  private static void write(String field, double[] numbers, JsonGenerator json) throws IOException {
    if (numbers != null) {
      json.writeFieldName(field);
      json.writeArray(numbers, 0, numbers.length);
    }
  }
}
