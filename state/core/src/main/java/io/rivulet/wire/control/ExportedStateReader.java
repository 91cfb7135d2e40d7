package io.rivulet.wire.control;

import io.rivulet.control.ExportedState;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.StoredModel;
import io.rivulet.wire.ModelId;
import io.rivulet.wire.SpecJson;
import java.io.IOException;

/** A reader of the members of one exported state, in any order. */
final class ExportedStateReader {

  private static final String RECORD = "exported state";
  private static final long MISSING = Long.MIN_VALUE;

  private String model;
  private String spec;
  private byte[] state;
  private long incarnation = MISSING;
  private long version = MISSING;
  private long samples = MISSING;
  private long previous = MISSING;

  private ExportedStateReader() {}

  static ExportedState read(byte[] bytes) {
    ExportedStateReader reader = new ExportedStateReader();
    RecordFields.read(RECORD, bytes, reader::readMember);
    return reader.exported();
  }

  private void readMember(String name, RecordFields fields) throws IOException {
    switch (name) {
      case "model" -> model = fields.text(name);
      case "spec" -> spec = fields.object(name);
      case "state" -> state = FramedModel.decoded(fields.text(name));
      case "incarnation" -> incarnation = fields.integer(name);
      case "version" -> version = fields.integer(name);
      case "samples" -> samples = fields.integer(name);
      case "previous" -> previous = fields.isNull() ? WeightRecord.NONE : fields.integer(name);
      default -> fields.skip();
    }
  }

  private ExportedState exported() {
    require("model", model != null);
    require("spec", spec != null);
    require("state", state != null);
    require("incarnation", incarnation != MISSING);
    require("version", version != MISSING);
    require("samples", samples != MISSING);
    require("previous", previous != MISSING);
    if (!ModelId.valid(model)) {
      throw new IllegalArgumentException(RECORD + ": " + ModelId.fault(model, null));
    }
    StoredModel stored = FramedModel.read(state);
    agree("incarnation", incarnation, stored.incarnation());
    agree("version", version, stored.version());
    agree("samples", samples, stored.samples());
    agree("previous", previous, stored.previous());
    requireSpec(stored.spec());
    return new ExportedState(model, stored.spec(), state, incarnation, version, samples, previous);
  }

  private void requireSpec(String stored) {
    if (!canonical(spec).equals(canonical(stored))) {
      throw new IllegalArgumentException(
          RECORD
              + " has a spec that differs from the one in its state, "
              + SpecJson.fingerprint(canonical(spec))
              + " and "
              + SpecJson.fingerprint(canonical(stored))
              + "; export it again, and change a spec by configure");
    }
  }

  private static String canonical(String json) {
    return SpecJson.canonical(SpecJson.read(json));
  }

  private static void agree(String field, long given, long stored) {
    if (given != stored) {
      throw new IllegalArgumentException(
          RECORD
              + " has "
              + field
              + " "
              + given
              + ", the model in its state has "
              + stored
              + "; export it again");
    }
  }

  private static void require(String field, boolean present) {
    RecordFields.require(RECORD, field, present);
  }
}
