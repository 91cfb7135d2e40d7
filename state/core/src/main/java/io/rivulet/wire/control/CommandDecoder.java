package io.rivulet.wire.control;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.rivulet.control.Command;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Stage;
import io.rivulet.wire.Bom;
import io.rivulet.wire.DocumentFault;
import io.rivulet.wire.Expected;
import io.rivulet.wire.Json;
import io.rivulet.wire.ModelId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A decoder from the bytes of a control record to a {@link Command}. A record that cannot be
 * answered, because it is not JSON or names no model, no command id or no known type, is refused; a
 * fault of its other fields travels with the command, so that whoever sent it gets an answer.
 */
public final class CommandDecoder {

  /** The most bytes of a control record. */
  public static final int MAXIMUM_BYTES = 24 << 20;

  private static final byte[] COMMAND_ID = "\"commandId\"".getBytes(StandardCharsets.UTF_8);

  private final String modelWithoutKey;

  /**
   * @param modelWithoutKey the model of records that have neither a key nor a {@code model} field,
   *     or null to reject such records
   */
  public CommandDecoder(String modelWithoutKey) {
    this.modelWithoutKey = modelWithoutKey;
  }

  /**
   * Decodes one record.
   *
   * @throws RejectedException {@code CONTROL} when the record cannot be answered
   */
  public Command decode(Origin origin) throws RejectedException {
    byte[] value = origin.value();
    if (value == null || value.length == Bom.length(value)) {
      throw withoutValue();
    }
    if (value.length > MAXIMUM_BYTES) {
      throw rejected(
          "control record has " + value.length + " bytes, at most " + MAXIMUM_BYTES + " are taken");
    }
    CommandReader fields = parse(value);
    String model = model(origin, fields);
    if (!ModelId.valid(model)) {
      throw rejected(ModelId.fault(model, origin.key()));
    }
    if (fields.addressFault() != null) {
      throw rejected(fields.addressFault());
    }
    return fields.command(model, origin);
  }

  /**
   * Whether a line of a file is a command and not a sample: a JSON object that has the texts {@code
   * commandId} and {@code type} and no {@code x}. Of a line that is too long, and may have been
   * cut, its first {@link #MAXIMUM_BYTES} count. It costs little for samples: their x ends it, and
   * what stands before it is parsed only if the bytes may name a {@code commandId}.
   */
  public static boolean isCommand(byte[] line) {
    int texts = 0;
    try (JsonParser json = parser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      boolean searched = false;
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        JsonToken token = json.nextToken();
        if (name.equals("x") && token != JsonToken.VALUE_NULL) {
          return false;
        }
        boolean needed = name.equals("commandId") || name.equals("type");
        texts += needed && token == JsonToken.VALUE_STRING ? 1 : 0;
        if (token.isStructStart() && !searched) {
          searched = true;
          if (!mayNameCommand(line)) {
            return false;
          }
        }
        json.skipChildren();
      }
      return texts == 2;
    } catch (IOException e) {
      return texts == 2 && line.length > MAXIMUM_BYTES;
    }
  }

  /** Whether the bytes hold the name, or an escape that could be a part of it. */
  private static boolean mayNameCommand(byte[] line) {
    for (int i = 0; i < line.length; i++) {
      if (line[i] == '\\') {
        return true;
      }
      int end = i + COMMAND_ID.length;
      if (line[i] == '"'
          && end <= line.length
          && Arrays.equals(line, i, end, COMMAND_ID, 0, COMMAND_ID.length)) {
        return true;
      }
    }
    return false;
  }

  private String model(Origin origin, CommandReader fields) throws RejectedException {
    if (origin.key() != null) {
      return new String(origin.key(), StandardCharsets.UTF_8);
    }
    if (fields.modelFault() != null) {
      throw rejected(fields.modelFault());
    }
    if (fields.model() != null) {
      return fields.model();
    }
    if (modelWithoutKey == null) {
      throw rejected(
          "control record has neither a key nor a 'model' field; key it by its model id");
    }
    return modelWithoutKey;
  }

  private static CommandReader parse(byte[] value) throws RejectedException {
    String encoding = DocumentFault.encoding(value, Expected.COMMAND);
    if (encoding != null) {
      throw rejected(encoding);
    }
    try (JsonParser json = parser(value)) {
      return parse(json, value);
    } catch (JsonParseException e) {
      throw rejected(DocumentFault.syntax(e, value, Expected.COMMAND));
    } catch (IOException e) {
      throw new UncheckedIOException("reading JSON from memory failed", e);
    }
  }

  private static CommandReader parse(JsonParser json, byte[] value)
      throws IOException, RejectedException {
    try {
      JsonToken first = json.nextToken();
      if (first == JsonToken.VALUE_NULL && json.nextToken() == null) {
        throw withoutValue();
      }
      if (first != JsonToken.START_OBJECT) {
        throw rejected(DocumentFault.notAnObject(value, Expected.COMMAND));
      }
      CommandReader fields = new CommandReader(json, value);
      fields.read();
      if (json.nextToken() != null) {
        throw rejected("record goes on after its JSON object; send one object a record");
      }
      return fields;
    } catch (StreamConstraintsException e) {
      throw rejected(DocumentFault.overLimit(json, e));
    }
  }

  private static JsonParser parser(byte[] value) throws IOException {
    int start = Bom.length(value);
    return Json.WIDE_FACTORY.createParser(value, start, value.length - start);
  }

  private static RejectedException withoutValue() {
    return rejected(
        "control record has no value; commands are JSON objects such as "
            + Expected.COMMAND.example());
  }

  private static RejectedException rejected(String message) {
    return new RejectedException(Reason.CONTROL, Stage.CONTROL, message);
  }
}
