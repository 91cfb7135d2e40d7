package io.rivulet.wire.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.CommandType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AckJsonTest {

  private static final Ack COMPLETED =
      new Ack("c-1", "pump-7", CommandType.FREEZE, AckStatus.COMPLETED, null, null, 2, 42);
  private static final Ack FAILED =
      new Ack("c-2", "m", CommandType.IMPORT, AckStatus.FAILED, "CONTROL", "a \"b\" \n", 0, 0);

  @Test
  void write_ack_hasItsFieldsInOrder() {
    assertThat(new String(AckJson.write(COMPLETED), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"commandId\":\"c-1\",\"model\":\"pump-7\",\"type\":\"freeze\","
                + "\"status\":\"COMPLETED\",\"incarnation\":2,\"version\":42}");
    assertThat(new String(AckJson.write(FAILED), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"commandId\":\"c-2\",\"model\":\"m\",\"type\":\"import\",\"status\":\"FAILED\","
                + "\"reason\":\"CONTROL\",\"message\":\"a \\\"b\\\" \\n\","
                + "\"incarnation\":0,\"version\":0}");
  }

  @ParameterizedTest
  @EnumSource(CommandType.class)
  void read_whatWasWritten_isTheSame(CommandType type) {
    for (AckStatus status : AckStatus.values()) {
      Ack ack =
          new Ack("\u00e9", "m", type, status, "NUMERIC", "why", Long.MAX_VALUE, Long.MAX_VALUE);

      assertThat(AckJson.read(AckJson.write(ack))).isEqualTo(ack);
    }
    assertThat(AckJson.read(AckJson.write(COMPLETED))).isEqualTo(COMPLETED);
  }

  @Test
  void read_nullsAndUnknownMembers_areSkipped() {
    String json =
        "{\"later\":[{\"a\":1}],\"version\":42,\"incarnation\":2,\"reason\":null,"
            + "\"status\":\"COMPLETED\",\"type\":\"freeze\",\"model\":\"pump-7\","
            + "\"commandId\":\"c-1\"}";

    assertThat(AckJson.read(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(COMPLETED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                   | ack is not a JSON object",
        "{                    | ack is not JSON",
        "{}                   | ack has no field 'commandId'",
        "{'commandId':7}      | ack's 'commandId' must be a text",
        "{'type':'freez'}     | ack has the unknown type \"freez\"",
        "{'status':'done'}    | ack has the unknown status \"done\"",
        "{'version':1.5}      | ack's 'version' must be an integer",
        "{'version':9223372036854775808} | ack's 'version' must be an integer",
        "{'version':1}{}      | ack goes on after its JSON object"
      })
  void read_anythingElse_isRefused(String json, String said) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> AckJson.read(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(said);
  }
}
