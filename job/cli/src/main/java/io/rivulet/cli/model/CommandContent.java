package io.rivulet.cli.model;

import io.rivulet.control.Command;
import io.rivulet.control.CommandType;

/**
 * What a command says besides its type. Absent parts are null.
 *
 * @param spec JSON of a spec
 * @param state a framed stored model; not copied
 * @param name of a snapshot
 */
record CommandContent(String spec, byte[] state, String name) {

  static final CommandContent NONE = new CommandContent(null, null, null);

  static CommandContent spec(String spec) {
    return new CommandContent(spec, null, null);
  }

  static CommandContent state(byte[] state) {
    return new CommandContent(null, state, null);
  }

  static CommandContent name(String name) {
    return new CommandContent(null, null, name);
  }

  Command command(String model, String id, CommandType type, long atVersion) {
    return new Command(model, id, type, spec, state, name, atVersion, null, null);
  }
}
