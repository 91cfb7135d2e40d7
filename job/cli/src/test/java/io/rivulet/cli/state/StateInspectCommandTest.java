package io.rivulet.cli.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.Rivulet;
import io.rivulet.control.ExportedState;
import io.rivulet.learner.Model;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.wire.SampleDecoder;
import io.rivulet.wire.control.ExportedStateJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateInspectCommandTest {

  private static final String LINE = "{\"learner\":\"rls\",\"dimension\":2,\"priorPrecision\":1}";
  private static final String NAMED =
      "{\"learner\":\"sgd\",\"rate\":0.1,\"bias\":true,\"features\":"
          + "[\"temp\",{\"name\":\"site\",\"categories\":[\"north\"]}]}";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void inspect_line_showsCountersConditionAndWeights() throws Exception {
    ExportedState state = learned("pump-1", LINE, "[3,0]", "[0,1]");
    Path file = Files.write(folder.resolve("states.jsonl"), ExportedStateJson.write(state));

    JsonNode shown = inspect(file).get("states").get(0);

    assertThat(shown.get("model").asText()).isEqualTo("pump-1");
    assertThat(shown.get("learner").asText()).isEqualTo("rls");
    assertThat(shown.get("spec").get("priorPrecision").asInt()).isEqualTo(1);
    assertThat(shown.get("incarnation").asInt()).isEqualTo(1);
    assertThat(shown.get("version").asInt()).isEqualTo(2);
    assertThat(shown.get("samples").asInt()).isEqualTo(2);
    assertThat(shown.get("bytes").asInt()).isEqualTo(state.state().length);
    // P = diag(1 / (1 + 9), 1 / (1 + 1))
    assertThat(shown.get("condition").asDouble()).isCloseTo(5, within(1e-12));
    // (1 + 9) w = 3 y and (1 + 1) w = y with y = 1
    assertThat(shown.get("weights").get(0).get("feature").asText()).isEqualTo("w[1]");
    assertThat(shown.get("weights").get(0).get("weight").asDouble()).isCloseTo(0.5, within(1e-12));
    assertThat(shown.get("weights").get(1).get("weight").asDouble()).isCloseTo(0.3, within(1e-12));
    assertThat(shown.has("quality")).isFalse();
  }

  @Test
  void inspect_base64AndBytes_showTheSameAsTheLine() throws Exception {
    ExportedState state = learned("pump-1", LINE, "[3,0]");
    Path line = Files.write(folder.resolve("line"), ExportedStateJson.write(state));
    Path bytes = Files.write(folder.resolve("bytes"), state.state());
    String base64 = Base64.getMimeEncoder().encodeToString(state.state()) + "\n";
    Path text = Files.writeString(folder.resolve("text"), base64);

    String expected = inspect(line).toString().replace("pump-1", "-");

    assertThat(inspect(bytes).toString()).isEqualTo(expected);
    assertThat(inspect(text).toString()).isEqualTo(expected);
  }

  @Test
  void inspect_severalLines_showEach() throws Exception {
    byte[] first = ExportedStateJson.write(learned("a", LINE, "[3,0]"));
    byte[] second = ExportedStateJson.write(learned("b", LINE, "[0,1]"));
    Path file = folder.resolve("states");
    Files.writeString(file, new String(first, UTF_8) + "\n\n" + new String(second, UTF_8) + "\n");

    assertThat(execute("state", "inspect", file.toString())).isZero();

    assertThat(out.toString().lines().filter(each -> each.startsWith("model ")))
        .hasSize(2)
        .allMatch(each -> each.endsWith(" a") || each.endsWith(" b"));
  }

  @Test
  void inspect_namedFeatures_areTheNamesOfWeights() throws Exception {
    ExportedState state =
        learned("m", NAMED, "{\"temp\":2,\"site\":\"north\"}", "{\"temp\":1,\"site\":\"north\"}");
    Path file = Files.write(folder.resolve("states"), ExportedStateJson.write(state));

    assertThat(execute("state", "inspect", file.toString())).isZero();

    assertThat(out.toString())
        .contains("  temp\n")
        .contains("  site=north\n")
        .contains("  bias\n")
        .contains("condition             none\n");
  }

  @Test
  void inspect_quality_showsTheOpenWindow() throws Exception {
    String spec = LINE.replace("}", ",\"evaluate\":{\"every\":10}}");
    Path file =
        Files.write(
            folder.resolve("states"),
            ExportedStateJson.write(learned("m", spec, "[3,0]", "[0,1]")));

    JsonNode quality = inspect(file).get("states").get(0).get("quality");

    assertThat(quality.get("window").asInt()).isEqualTo(1);
    assertThat(quality.get("n").asInt()).isEqualTo(2);
    // both were predicted as 0 and are 1
    assertThat(quality.get("mae").asDouble()).isEqualTo(1);
    assertThat(quality.get("rmse").asDouble()).isEqualTo(1);
  }

  @Test
  void inspect_everyDamagedByte_isSaidWithFileAndNoTrace() throws Exception {
    byte[] frame = learned("m", LINE, "[3,0]").state();
    for (int at = 0; at < frame.length; at++) {
      byte[] damaged = frame.clone();
      damaged[at] ^= 0x10;
      Path file = Files.write(folder.resolve("damaged"), damaged);

      assertThat(execute("state", "inspect", file.toString())).as("byte %d", at).isEqualTo(1);
    }
    assertThat(err.toString().lines())
        .hasSize(frame.length)
        .allMatch(each -> each.startsWith("rivulet: " + folder.resolve("damaged") + ": "));
  }

  @Test
  void inspect_damagedLine_namesTheLine() throws Exception {
    String good = new String(ExportedStateJson.write(learned("a", LINE, "[3,0]")), UTF_8);
    Path file = Files.writeString(folder.resolve("states"), good + "\n\n{\"model\":\"a\"}\n");

    assertThat(execute("state", "inspect", file.toString())).isEqualTo(1);

    assertThat(err.toString()).contains(file + ": line 3: ").contains("exported state");
  }

  @Test
  void inspect_missingEmptyOrOther_fails() throws Exception {
    Path missing = folder.resolve("missing");
    Path empty = Files.writeString(folder.resolve("empty"), " \n");
    Path other = Files.writeString(folder.resolve("other"), "weights, please");

    assertThat(execute("state", "inspect", missing.toString())).isEqualTo(1);
    assertThat(execute("state", "inspect", empty.toString())).isEqualTo(1);
    assertThat(execute("state", "inspect", other.toString())).isEqualTo(1);
    assertThat(execute("state")).isEqualTo(2);

    assertThat(err.toString())
        .contains("the states cannot be read")
        .contains(empty + ": is empty")
        .contains(other + ": ");
  }

  private static ExportedState learned(String id, String spec, String... inputs) throws Exception {
    Model<?> model = Specs.forEveryModel(spec, Limits.DEFAULT).newModel(id);
    SampleDecoder decoder = new SampleDecoder(Limits.DEFAULT, id);
    for (String x : inputs) {
      byte[] json = ("{\"x\":" + x + ",\"y\":1}").getBytes(UTF_8);
      var unused =
          model.accept(decoder.decode(new Origin("t", 0, 0, 0, null, json)), new PublishPolicy(1));
    }
    return ExportedState.of(id, model.store());
  }

  private JsonNode inspect(Path file) throws Exception {
    out.getBuffer().setLength(0);
    assertThat(execute("state", "inspect", "--json", file.toString())).as(err.toString()).isZero();
    return new ObjectMapper().readTree(out.toString());
  }

  private int execute(String... arguments) {
    return Rivulet.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
