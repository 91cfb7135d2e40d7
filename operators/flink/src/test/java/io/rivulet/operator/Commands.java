package io.rivulet.operator;

import io.rivulet.control.Command;
import io.rivulet.record.Origin;
import io.rivulet.record.RejectedException;
import io.rivulet.wire.SpecJson;
import io.rivulet.wire.control.CommandDecoder;
import java.util.Map;
import java.util.TreeMap;

/** Commands as the decoder of control records gives them. */
final class Commands {

  private static final CommandDecoder DECODER = new CommandDecoder(null);

  private Commands() {}

  static Command of(String model, String commandId, String type) throws RejectedException {
    return of(model, commandId, type, Map.of());
  }

  /**
   * @param fields those besides the id and the type
   */
  static Command of(String model, String commandId, String type, Map<String, ?> fields)
      throws RejectedException {
    Map<String, Object> record = new TreeMap<>(fields);
    record.put("commandId", commandId);
    record.put("type", type);
    byte[] value = Samples.bytes(SpecJson.canonical(record));
    return DECODER.decode(new Origin("control", 0, 5, 1_000, Samples.bytes(model), value));
  }
}
