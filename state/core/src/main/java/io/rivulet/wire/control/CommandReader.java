package io.rivulet.wire.control;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rivulet.control.Command;
import io.rivulet.control.CommandType;
import io.rivulet.record.Origin;
import io.rivulet.record.Shown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A reader of the members of one command. Members that are null or unknown are left out; the nulls
 * inside a spec are kept, where they ask for a default.
 */
final class CommandReader {

  private static final int MAXIMUM_ID = 128;
  private static final String NAME = "[A-Za-z0-9._-]{1,64}";
  private static final Pattern NAMES = Pattern.compile(NAME);

  /** The most unknown members that are remembered for advice. */
  private static final int MOST_UNKNOWN = 16;

  private final JsonParser json;
  private final CommandValues values;
  private final List<String> unknown = new ArrayList<>();

  private String model;
  private String modelFault;
  private String commandId;
  private String idFault;
  private CommandType type;
  private String typeFault;
  private String spec;
  private byte[] state;
  private String name;
  private long atVersion = Command.AT_ONCE;

  CommandReader(JsonParser json, byte[] value) {
    this.json = json;
    this.values = new CommandValues(json, value);
  }

  /** Reads the object at the parser's place to its end. */
  void read() throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String member = json.currentName();
      if (json.nextToken() != JsonToken.VALUE_NULL) {
        readMember(member);
      }
    }
  }

  /** The member {@code model}, or null. */
  String model() {
    return model;
  }

  /** A description of why {@code model} cannot be used, or null. */
  String modelFault() {
    return modelFault;
  }

  /** A description of why the command cannot be answered although its model is known, or null. */
  String addressFault() {
    if (idFault != null) {
      return idFault;
    }
    if (commandId == null) {
      return "commandId is missing; give each command a name of its own, such as \"c-1\", by which"
          + " its ack is found"
          + CommandNames.insteadOf("commandId", unknown);
    }
    if (typeFault != null) {
      return typeFault;
    }
    return type == null
        ? "type is missing, must be " + types() + CommandNames.insteadOf("type", unknown)
        : null;
  }

  /** The command; its id and its type must be sound. */
  Command command(String resolvedModel, Origin origin) {
    requireFields();
    return new Command(
        resolvedModel, commandId, type, spec, state, name, atVersion, values.fault(), origin);
  }

  private void readMember(String member) throws IOException {
    switch (member) {
      case "model" -> readModel();
      case "commandId" -> readId();
      case "type" -> readType();
      case "spec" -> spec = values.object(member);
      case "state" -> state = values.state(member);
      case "name" -> name = values.text(member);
      case "atVersion" -> atVersion = values.version(member);
      default -> {
        if (unknown.size() < MOST_UNKNOWN) {
          unknown.add(member);
        }
        values.walk();
      }
    }
  }

  private void readModel() throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      model = json.getText();
    } else {
      modelFault = "model is " + values.found() + ", must be a text, the model id";
    }
  }

  private void readId() throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      JsonToken token = json.currentToken();
      String found = values.found();
      idFault =
          "commandId is "
              + found
              + ", must be a text of 1 to "
              + MAXIMUM_ID
              + " characters"
              + (token.isScalarValue() ? "; write \"" + found + "\", in quotes" : "");
      return;
    }
    commandId = json.getText();
    int length = commandId.length();
    if (length == 0 || length > MAXIMUM_ID) {
      idFault =
          "commandId has "
              + length
              + " characters"
              + (length == 0 ? "" : " and begins with " + Shown.quoted(commandId))
              + ", must have 1 to "
              + MAXIMUM_ID;
    } else if (commandId.codePoints().anyMatch(CommandReader::isHalf)) {
      idFault = "commandId is " + Shown.quoted(commandId) + ", which has half of a character";
    }
  }

  /** Whether a code point is one of the two units of a character, without the other. */
  private static boolean isHalf(int point) {
    return Character.getType(point) == Character.SURROGATE;
  }

  private void readType() throws IOException {
    boolean text = json.currentToken() == JsonToken.VALUE_STRING;
    String given = text ? json.getText() : "";
    type = CommandNames.type(given);
    if (type == null) {
      typeFault =
          "type is " + values.found() + ", must be " + types() + CommandNames.adviceOnType(given);
    }
  }

  private static String types() {
    List<String> types = CommandNames.TYPES;
    int last = types.size() - 1;
    return String.join(", ", types.subList(0, last)) + " or " + types.get(last);
  }

  private void requireFields() {
    switch (type) {
      case CONFIGURE -> require("spec", spec, "an object of the fields to change");
      case IMPORT, MERGE -> require("state", state, "the field 'state' of an exported state");
      case SNAPSHOT, ROLLBACK -> {
        require("name", name, "the name of a snapshot, " + NAME);
        requireName();
      }
      default -> {}
    }
  }

  private void require(String field, Object value, String taken) {
    if (value == null) {
      values.note(
          field
              + " is missing; "
              + type.label()
              + " takes "
              + taken
              + CommandNames.insteadOf(field, unknown));
    }
  }

  private void requireName() {
    if (name != null && !NAMES.matcher(name).matches()) {
      values.note("name is " + Shown.quoted(name) + ", must be a name of a snapshot, " + NAME);
    }
  }
}
