package io.rivulet.wire.control;

import static io.rivulet.wire.control.ControlRecords.bytes;
import static io.rivulet.wire.control.ControlRecords.type;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which lines of a file are commands, and which are samples. */
class CommandLinesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'commandId':'c','type':'freeze'}             | true",
        "{'type':'nonsense','commandId':''}            | true",
        "{'commandId':'c','type':'freeze','x':null}    | true",
        "{'commandId':'c','type':'freeze','x':[1]}     | false",
        "{'x':[1],'commandId':'c','type':'freeze'}     | false",
        "{'commandId':'c','x2':[1],'type':'t','spec':{'x':1}} | true",
        "{'commandId':7,'type':'freeze'}               | false",
        "{'commandId':'c','type':null}                 | false",
        "{'commandId':'c'}                             | false",
        "{'op':'label','id':'s','y':1,'type':'t'}      | false",
        "{'commandId':'c','type':'freeze'              | false",
        "{'command\\u0049d':'c','typ\\u0065':'freeze'}  | true",
        "{'a':[1],'command\\u0049d':'c','type':'t'}    | true",
        "{'a':[1],'b':{'c':[2]},'commandId':'c','type':'t'} | true",
        "{'a':[1],'commandId':'c','type':'t','x':[1]}  | false",
        "{'matrix':[1,2],'type':'t'}                   | false",
        "{'commandIdx':'c','type':'freeze'}            | false",
        "{'type':'freeze','id':'a\\'commandId\\'b'}     | false",
        "[]                                            | false",
        "``                                            | false"
      })
  void isCommand_line_hasItsTextsAndNoInput(String line, boolean command) {
    assertThat(CommandDecoder.isCommand(bytes(line))).isEqualTo(command);
    assertThat(CommandDecoder.isCommand(bytes("\ufeff" + line))).isEqualTo(command);
  }

  @Test
  void isCommand_lineOver24MiB_isStillOne() {
    String line = type("import") + ",'state':'" + "A".repeat(25 << 20) + "'}";

    assertThat(CommandDecoder.isCommand(bytes(line))).isTrue();
  }

  @Test
  void isCommand_lineThatWasCut_isOneWhenItsTextsComeFirst() {
    String state = "'state':'" + "A".repeat(CommandDecoder.MAXIMUM_BYTES);

    assertThat(CommandDecoder.isCommand(bytes(type("import") + "," + state))).isTrue();
    assertThat(CommandDecoder.isCommand(bytes("{'x':[1],'commandId':'c','type':'t'," + state)))
        .isFalse();
    assertThat(CommandDecoder.isCommand(bytes("{" + state))).isFalse();
    assertThat(CommandDecoder.isCommand(bytes(type("import") + ",'state':'AA"))).isFalse();
  }
}
