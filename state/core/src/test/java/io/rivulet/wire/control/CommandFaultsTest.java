package io.rivulet.wire.control;

import static io.rivulet.wire.control.ControlRecords.decode;
import static io.rivulet.wire.control.ControlRecords.quotes;
import static io.rivulet.wire.control.ControlRecords.type;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Command;
import io.rivulet.record.RejectedException;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of fields beside the id and the type, which travel with the command. */
class CommandFaultsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "configure | 'name':'n'           | spec is missing; configure takes an object of the",
        "configure | 'config':{}          | did you mean it by 'config'?",
        "configure | 'spec':[1,2]         | spec is an array of 2 entries, must be an object",
        "create    | 'spec':'{}'          | spec is '{}', must be an object",
        "reset     | 'spec':{'rate':NaN}  | spec.rate is no number of JSON",
        "import    | 'name':'n'           | state is missing; import takes the field 'state' of",
        "merge     | 'payload':'AA=='     | did you mean it by 'payload'?",
        "merge     | 'state':7            | state is 7, must be a text in base64",
        "merge     | 'state':'AA-_'       | state is not base64: found '-' at character 2",
        "merge     | 'state':'AAAAA'      | state is not base64: its 5 characters do not end",
        "import    | 'state':''           | state holds no model: not a learned state: 0 bytes",
        "import    | 'state':'AAAA'       | take the field 'state' as export wrote it",
        "snapshot  | 'spec':{}            | name is missing; snapshot takes the name of a snap",
        "rollback  | 'name':'a b'         | name is 'a b', must be a name of a snapshot, [A-Za",
        "rollback  | 'name':''            | name is '', must be",
        "rollback  | 'name':7             | name is 7, must be a text",
        "freeze    | 'atVersion':-1       | atVersion is -1, must be an integer from 0",
        "freeze    | 'atVersion':1.5      | atVersion is 1.5, must be an integer from 0",
        "freeze    | 'atVersion':'7'      | atVersion is '7', must be",
        "freeze    | 'atVersion':NaN      | atVersion is",
        "freeze    | 'atVersion':1e999999999 | atVersion is 1e999999999, must be",
        "freeze    | 'atVersion':1e-999999999 | atVersion is 1e-999999999, must be",
        "freeze    | 'atVersion':9223372036854775808 | atVersion is 9223372036854775808, must",
        "freeze    | 'u':[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]] | nests deeper than 16 levels"
      })
  void decode_faultOfAnotherField_travelsWithTheCommand(String type, String field, String said)
      throws Exception {
    for (String json :
        new String[] {
          type(type) + "," + field + "}", "{" + field + "," + type(type).substring(1) + "}"
        }) {
      Command command = decode(json);

      assertThat(command.commandId()).isEqualTo("c-1");
      assertThat(quotes(command.fault())).contains(quotes(said));
      assertThat(command.fault()).doesNotEndWith(".");
    }
  }

  @Test
  void decode_textOrNumberOfUnusualLength_travelsWithTheCommand() throws Exception {
    String text = "a".repeat(65537);
    assertThat(decode(type("reset") + ",'spec':{'learner':'" + text + "'}}").fault())
        .isEqualTo("spec.learner has a text over 64 KiB");
    assertThat(decode(type("snapshot") + ",'name':'" + text + "'}").fault())
        .isEqualTo("name has a text over 64 KiB");
    assertThat(decode(type("reset") + ",'comment':'" + text + "'}").fault())
        .isEqualTo("comment has a text over 64 KiB");
    assertThat(decode(type("reset") + ",'atVersion':" + "1".repeat(65) + "}").fault())
        .startsWith("atVersion has a number over 64 characters");
    assertThat(decode(type("reset") + ",'comment':'" + text.substring(1) + "'}").fault()).isNull();
  }

  @Test
  void decode_counterThatCannotBe_travelsWithTheCommand() throws Exception {
    assertThat(imported(new StoredModel("{}", 0, 1, 1, 1, new byte[0])).fault())
        .contains("incarnation 0, must be 1 or more");
    assertThat(imported(new StoredModel("{}", 1, -1, 1, -1, new byte[0])).fault())
        .contains("version -1, must be 0 or more");
    assertThat(imported(new StoredModel("{}", 1, 1, 1, 2, new byte[0])).fault())
        .contains("previous 2, must be -1 to the version, 1");
    assertThat(imported(new StoredModel("{}", 1, 0, -4, -1, new byte[0])).fault()).isNull();
  }

  private static Command imported(StoredModel model) throws RejectedException {
    byte[] frame = StateFrame.write(StoredModel.FORMAT, model);
    return decode(type("import") + ",'state':'" + Base64.getEncoder().encodeToString(frame) + "'}");
  }
}
