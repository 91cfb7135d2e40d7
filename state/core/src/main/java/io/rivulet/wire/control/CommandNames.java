package io.rivulet.wire.control;

import io.rivulet.control.CommandType;
import io.rivulet.record.Meanings;
import io.rivulet.record.Shown;
import java.util.Arrays;
import java.util.List;

/** The types and fields of commands, and other common names for them. */
final class CommandNames {

  static final List<String> TYPES =
      Arrays.stream(CommandType.values()).map(CommandType::label).toList();

  private static final Meanings OTHER_TYPES =
      Meanings.of(
          "new init initialise initialize birth bear: create",
          "update set change config adjust: configure",
          "restart clear reinit: reset",
          "pause stop halt suspend hold: freeze",
          "unfreeze thaw start continue unpause: resume",
          "publish republish repeat show: announce",
          "save backup checkpoint savepoint: snapshot",
          "restore revert undo back: rollback",
          "dump download: export",
          "load upload: import",
          "combine join add: merge",
          "remove drop forget evict erase: delete");

  private static final Meanings OTHER_FIELDS =
      Meanings.of(
          "id command cmdid requestid correlationid: commandId",
          "op operation action kind command_type cmd: type",
          "config configuration settings options params parameters: spec",
          "bytes frame payload data model_state: state",
          "snapshot snapshotname label tag: name");

  private CommandNames() {}

  /** The type with this name, or null. */
  static CommandType type(String name) {
    for (CommandType type : CommandType.values()) {
      if (type.label().equals(name)) {
        return type;
      }
    }
    return null;
  }

  /** A question that offers the type that was probably meant, or an empty text. */
  static String adviceOnType(String unknown) {
    return OTHER_TYPES
        .meant(unknown, TYPES)
        .map(type -> "; did you mean \"" + type + "\"?")
        .orElse("");
  }

  /** A question that offers the unknown member that was probably meant, or an empty text. */
  static String insteadOf(String field, List<String> unknown) {
    return unknown.stream()
        .filter(member -> OTHER_FIELDS.meant(member, List.of(field)).isPresent())
        .findFirst()
        .map(member -> "; did you mean it by '" + Shown.plain(member) + "'?")
        .orElse("");
  }
}
