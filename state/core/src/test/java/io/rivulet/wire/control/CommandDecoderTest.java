package io.rivulet.wire.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.control.Command;
import io.rivulet.control.CommandType;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Stage;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A command, or a refusal that says what was found, what is taken and what to do. */
class CommandDecoderTest {

  private static final byte[] KEY = "pump-7".getBytes(StandardCharsets.UTF_8);
  private static final byte[] FRAME =
      StateFrame.write(StoredModel.FORMAT, new StoredModel("{}", 3, 42, 40, 41, new byte[] {9}));

  @Test
  void decode_everyField_isRead() throws Exception {
    String state = Base64.getEncoder().encodeToString(FRAME);

    Command command =
        decode(
            "{'commandId':'c-1','type':'import','spec':{'rate': null, 'a':[1e-9]},'state':'"
                + state
                + "','name':'a.B_-1','atVersion':42}");

    assertThat(command.model()).isEqualTo("pump-7");
    assertThat(command.commandId()).isEqualTo("c-1");
    assertThat(command.type()).isEqualTo(CommandType.IMPORT);
    assertThat(command.spec()).isEqualTo("{\"rate\": null, \"a\":[1e-9]}");
    assertThat(command.state()).isEqualTo(FRAME);
    assertThat(command.name()).isEqualTo("a.B_-1");
    assertThat(command.atVersion()).isEqualTo(42);
    assertThat(command.fault()).isNull();
    assertThat(command.origin().offset()).isEqualTo(5);
  }

  @Test
  void decode_absentAndNullFields_areTheSame() throws Exception {
    for (String more :
        new String[] {"", ",'spec':null,'state':null,'name':null,'atVersion':null,'model':null"}) {
      Command command = decode("{'commandId':'c-1','type':'freeze'" + more + "}");

      assertThat(command.spec()).isNull();
      assertThat(command.state()).isNull();
      assertThat(command.name()).isNull();
      assertThat(command.atVersion()).isEqualTo(Command.AT_ONCE);
      assertThat(command.fault()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(CommandType.class)
  void decode_everyType_isKnownByItsLowerCaseName(CommandType type) throws Exception {
    Command command =
        decode(
            "{'commandId':'c','type':'"
                + type.label()
                + "','spec':{},'name':'n','state':'"
                + Base64.getEncoder().encodeToString(FRAME)
                + "'}");

    assertThat(command.type()).isEqualTo(type);
    assertThat(command.fault()).isNull();
  }

  @Test
  void decode_naturalForms_areTaken() throws Exception {
    for (String version : new String[] {"1000", "1000.0", "1e3", "10.00E2"}) {
      assertThat(decode(type("freeze") + ",'atVersion':" + version + "}").atVersion())
          .isEqualTo(1000);
    }
    assertThat(decode(type("freeze") + ",'atVersion':0}").atVersion()).isZero();
    assertThat(decode(type("freeze") + ",'atVersion':9223372036854775807}").atVersion())
        .isEqualTo(Long.MAX_VALUE);
    assertThat(decode(type("reset") + ",'u':" + "[".repeat(15) + "]".repeat(15) + "}").fault())
        .isNull();
    assertThat(decode("\ufeff \n" + type("freeze") + "}").fault()).isNull();
    assertThat(decode(type("freeze") + ",'comment':{'x':[1,{'y':null}]},'schema':9}").fault())
        .isNull();
  }

  @Test
  void decode_specAfterAMarkAndOtherLetters_isCutOutExactly() throws Exception {
    Command command =
        decode(
            "\ufeff{'\u00e9\u20ac':'\ud83d\ude00','commandId':'\u00e9','type':'reset','spec': "
                + "{'\u00e9':'}\u20ac'} }");

    assertThat(command.spec()).isEqualTo("{\"\u00e9\":\"}\u20ac\"}");
    assertThat(command.commandId()).isEqualTo("\u00e9");
  }

  @Test
  void decode_modelOfALine_isItsKeyThenItsFieldThenTheDefault() throws Exception {
    CommandDecoder decoder = new CommandDecoder("default");
    byte[] named = bytes("{'model':'other','commandId':'c','type':'freeze'}");

    assertThat(decoder.decode(origin(KEY, named)).model()).isEqualTo("pump-7");
    assertThat(decoder.decode(origin(null, named)).model()).isEqualTo("other");
    assertThat(decoder.decode(origin(null, bytes(type("freeze") + "}"))).model())
        .isEqualTo("default");
    assertRefused(
        new CommandDecoder(null),
        origin(null, bytes(type("freeze") + "}")),
        "neither a key nor a 'model' field");
    assertRefused(
        decoder, origin(bytes("a b"), named), "key \"a b\" is not a model id, which is [A-Za");
    assertRefused(
        decoder, origin(null, bytes("{'model':7}")), "model is 7, must be a text, the model id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null                                | control record has no value",
        "[]                                  | record is not a JSON object",
        "hello                               | send an object such as {'commandId': 'c-1'",
        "{'type':'freeze'                    | record is not JSON: it ends at byte 16",
        "{'type':'freeze','type':'freeze'}   | field 'type' occurs twice",
        "{'type':'freeze'} {}                | goes on after its JSON object",
        "{}                                  | commandId is missing",
        "{'command_id':'c'}                  | did you mean it by 'command_id'?",
        "{'id':'c','type':'freeze'}          | did you mean it by 'id'?",
        "{'commandId':7,'type':'freeze'}     | commandId is 7, must be a text of 1 to 128",
        "{'commandId':7,'type':'freeze'}     | write '7', in quotes",
        "{'commandId':[1],'type':'freeze'}   | commandId is an array of 1 entry",
        "{'commandId':'','type':'freeze'}    | commandId has 0 characters, must have 1 to 128",
        "{'commandId':'\\ud800','type':'freeze'} | commandId is '\\ud800', which has half",
        "{'commandId':'c'}                   | type is missing, must be create, configure, reset",
        "{'commandId':'c','op':'freeze'}     | did you mean it by 'op'?",
        "{'commandId':'c','type':7}          | type is 7, must be create",
        "{'commandId':'c','type':'freez'}    | type is 'freez', must be create, configure",
        "{'commandId':'c','type':'freez'}    | merge or delete; did you mean 'freeze'?",
        "{'commandId':'c','type':'FREEZE'}   | did you mean 'freeze'?",
        "{'commandId':'c','type':'pause'}    | did you mean 'freeze'?",
        "{'commandId':'c','type':'remove'}   | did you mean 'delete'?",
        "{'commandId':'c','type':'restore'}  | did you mean 'rollback'?"
      })
  void decode_recordThatCannotBeAnswered_isRefused(String json, String said) {
    assertRefused(new CommandDecoder(null), origin(KEY, bytes(json)), said);
  }

  @Test
  void decode_longCommandId_isRefusedBeyond128Characters() throws Exception {
    String longest = "c".repeat(128);
    assertThat(decode("{'commandId':'" + longest + "','type':'freeze'}").commandId())
        .isEqualTo(longest);
    assertRefused(
        new CommandDecoder(null),
        origin(KEY, bytes("{'commandId':'" + longest + "c','type':'freeze'}")),
        "commandId has 129 characters and begins with \"ccc");
  }

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
  void decode_stateUpToTheSizeOfARecord_isTaken() throws Exception {
    StoredModel large = new StoredModel("{}", 1, 2, 2, 2, new byte[17 << 20]);
    byte[] frame = StateFrame.write(StoredModel.FORMAT, large);
    String json = type("import") + ",'state':'" + Base64.getEncoder().encodeToString(frame) + "'}";

    assertThat(json.length()).isBetween(22 << 20, CommandDecoder.MAXIMUM_BYTES);
    assertThat(decode(json).state()).isEqualTo(frame);
  }

  @Test
  void decode_recordOver24MiB_isRefusedBeforeItIsParsed() {
    byte[] value = new byte[CommandDecoder.MAXIMUM_BYTES + 1];

    assertRefused(
        new CommandDecoder(null),
        origin(KEY, value),
        "control record has 25165825 bytes, at most 25165824 are taken");
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

  private static Command imported(StoredModel model) throws RejectedException {
    byte[] frame = StateFrame.write(StoredModel.FORMAT, model);
    return decode(type("import") + ",'state':'" + Base64.getEncoder().encodeToString(frame) + "'}");
  }

  private static String type(String type) {
    return "{'commandId':'c-1','type':'" + type + "'";
  }

  private static Command decode(String json) throws RejectedException {
    return new CommandDecoder(null).decode(origin(KEY, bytes(json)));
  }

  private static Origin origin(byte[] key, byte[] value) {
    return new Origin("rivulet.control", 0, 5, 0, key, value);
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static String quotes(String message) {
    return message.replace('"', '\'');
  }

  private static void assertRefused(CommandDecoder decoder, Origin origin, String said) {
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
