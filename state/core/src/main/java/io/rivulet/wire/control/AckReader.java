package io.rivulet.wire.control;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.CommandType;
import io.rivulet.record.Shown;
import java.io.IOException;
import java.util.Arrays;

/** A reader of the members of one acknowledgement, in any order. */
final class AckReader {

  private static final String RECORD = "ack";
  private static final long MISSING = Long.MIN_VALUE;

  private String commandId;
  private String model;
  private CommandType type;
  private AckStatus status;
  private String reason;
  private String message;
  private long incarnation = MISSING;
  private long version = MISSING;

  private AckReader() {}

  static Ack read(byte[] bytes) {
    AckReader reader = new AckReader();
    RecordFields.read(RECORD, bytes, reader::readMember);
    return reader.ack();
  }

  private void readMember(String name, RecordFields fields) throws IOException {
    if (fields.isNull()) {
      return;
    }
    switch (name) {
      case "commandId" -> commandId = fields.text(name);
      case "model" -> model = fields.text(name);
      case "type" -> type = type(fields.text(name));
      case "status" -> status = status(fields.text(name));
      case "reason" -> reason = fields.text(name);
      case "message" -> message = fields.text(name);
      case "incarnation" -> incarnation = fields.integer(name);
      case "version" -> version = fields.integer(name);
      default -> fields.skip();
    }
  }

  private static CommandType type(String text) {
    CommandType type = CommandNames.type(text);
    if (type == null) {
      throw new IllegalArgumentException("ack has the unknown type " + Shown.quoted(text));
    }
    return type;
  }

  private static AckStatus status(String text) {
    return Arrays.stream(AckStatus.values())
        .filter(known -> known.name().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("ack has the unknown status " + Shown.quoted(text)));
  }

  private Ack ack() {
    require("commandId", commandId != null);
    require("model", model != null);
    require("type", type != null);
    require("status", status != null);
    require("incarnation", incarnation != MISSING);
    require("version", version != MISSING);
    return new Ack(commandId, model, type, status, reason, message, incarnation, version);
  }

  private static void require(String field, boolean present) {
    RecordFields.require(RECORD, field, present);
  }
}
