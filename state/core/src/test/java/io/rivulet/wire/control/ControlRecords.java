package io.rivulet.wire.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.control.Command;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Stage;
import java.nio.charset.StandardCharsets;

/** Records of the topic of commands, written with single quotes, and what is refused of them. */
final class ControlRecords {

  static final byte[] KEY = "pump-7".getBytes(StandardCharsets.UTF_8);

  private ControlRecords() {}

  static String type(String type) {
    return "{'commandId':'c-1','type':'" + type + "'";
  }

  static Command decode(String json) throws RejectedException {
    return new CommandDecoder(null).decode(origin(KEY, bytes(json)));
  }

  static Origin origin(byte[] key, byte[] value) {
    return new Origin("rivulet.control", 0, 5, 0, key, value);
  }

  static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  static String quotes(String message) {
    return message.replace('"', '\'');
  }

  static void assertRefused(CommandDecoder decoder, Origin origin, String said) {
    assertThatThrownBy(() -> decoder.decode(origin))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.CONTROL);
              assertThat(e.stage()).isEqualTo(Stage.CONTROL);
              assertThat(quotes(e.getMessage())).contains(quotes(said));
            });
  }
}
