package io.rivulet.wire.control;

import static io.rivulet.wire.control.ControlRecords.KEY;
import static io.rivulet.wire.control.ControlRecords.assertRefused;
import static io.rivulet.wire.control.ControlRecords.bytes;
import static io.rivulet.wire.control.ControlRecords.decode;
import static io.rivulet.wire.control.ControlRecords.origin;
import static io.rivulet.wire.control.ControlRecords.type;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Command;
import io.rivulet.control.CommandType;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A command, or a refusal that says what was found, what is taken and what to do. */
class CommandDecoderTest {

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
}
