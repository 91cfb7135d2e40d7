package io.rivulet.wire.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.control.ExportedState;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExportedStateJsonTest {

  private static final StoredModel MODEL =
      new StoredModel("{\"a\":1e-9,\"b\":null}", 3, 42, 40, 41, new byte[] {1, 2}, new byte[] {7});
  private static final byte[] FRAME = StateFrame.write(StoredModel.FORMAT, MODEL);
  private static final String JSON =
      "{\"model\":\"pump-7\",\"spec\":{\"a\":1e-9,\"b\":null},\"state\":\""
          + Base64.getEncoder().encodeToString(FRAME)
          + "\",\"incarnation\":3,\"version\":42,\"samples\":40,\"previous\":41}";

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @Test
  void write_state_hasItsFieldsInOrder() {
    assertThat(new String(ExportedStateJson.write(exported(MODEL)), StandardCharsets.UTF_8))
        .isEqualTo(JSON);
    StoredModel unpublished = new StoredModel("{}", 1, 0, 0, -1, new byte[0]);
    assertThat(new String(ExportedStateJson.write(exported(unpublished)), StandardCharsets.UTF_8))
        .endsWith("\"incarnation\":1,\"version\":0,\"samples\":0,\"previous\":null}");
  }

  @Test
  void write_tombstone_isRefused() {
    assertThatThrownBy(() -> ExportedStateJson.write(ExportedState.tombstone("m")))
        .hasMessage("the end of model m is a null value, it has no JSON");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void read_whatWasWritten_isTheSame(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] state = new byte[random.nextInt(1000)];
    random.nextBytes(state);
    long version = random.nextLong(Long.MAX_VALUE);
    StoredModel model =
        new StoredModel(
            "{\"\u00e9\":" + random.nextDouble() + "}",
            random.nextLong(1, Long.MAX_VALUE),
            version,
            random.nextLong(),
            random.nextBoolean() ? -1 : version,
            state);

    ExportedState read = ExportedStateJson.read(ExportedStateJson.write(exported(model)));

    assertThat(read).usingRecursiveComparison().isEqualTo(exported(model));
  }

  @Test
  void read_otherOrderAndBlanks_isTheSame() {
    String json =
        "\ufeff { \"later\": [1], \"previous\":41,\"samples\":40,\"version\":42,\"incarnation\":3,"
            + "\"state\":\""
            + Base64.getEncoder().encodeToString(FRAME)
            + "\", \"spec\" : { \"b\" : null , \"a\" : 1.0E-9 }, \"model\":\"pump-7\"}";

    assertThat(ExportedStateJson.read(json.getBytes(StandardCharsets.UTF_8)))
        .usingRecursiveComparison()
        .isEqualTo(exported(MODEL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'incarnation':3    | 'incarnation':4    | has incarnation 4, the model in its state has 3",
        "'version':42       | 'version':43       | has version 43, the model in its state has 42",
        "'samples':40       | 'samples':41       | has samples 41, the model in its state has 40",
        "'previous':41      | 'previous':null    | has previous -1, the model in its state has 41",
        "'a':1e-9           | 'a':2e-9           | a spec that differs from the one in its state",
        "'model':'pump-7'   | 'model':'pump 7'   | model 'pump 7' is not a model id",
        "'model':'pump-7',  | ``                 | has no field 'model'",
        "'version':42,      | ``                 | has no field 'version'",
        ",'previous':41     | ``                 | has no field 'previous'",
        "'version':42       | 'version':'42'     | 'version' must be an integer",
        "'state':'          | 'state':'-         | state is not base64: found '-' at character 0",
        "'state':'UlZMVA    | 'state':'AlZMVA    | state holds no model: not a learned state"
      })
  void read_fieldThatDisagrees_isRefused(String from, String to, String said) {
    String json = JSON.replace('"', '\'');
    assertThat(json).contains(from);
    byte[] changed = json.replace(from, to).replace('\'', '"').getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> ExportedStateJson.read(changed))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(e -> assertThat(e.getMessage().replace('"', '\'')).contains(said));
  }

  @Test
  void read_anyOtherByte_isRefusedOrTheSame() {
    byte[] json = JSON.getBytes(StandardCharsets.UTF_8);
    SplittableRandom random = new SplittableRandom(1);

    for (int trial = 0; trial < 20_000; trial++) {
      byte[] damaged = json.clone();
      damaged[random.nextInt(json.length)] = (byte) random.nextInt();
      try {
        ExportedState read = ExportedStateJson.read(damaged);
        assertThat(read.state()).isEqualTo(FRAME);
        assertThat(read.version()).isEqualTo(42);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageNotContaining("null pointer");
      }
    }
  }

  private static ExportedState exported(StoredModel model) {
    return new ExportedState(
        "pump-7",
        model.spec(),
        StateFrame.write(StoredModel.FORMAT, model),
        model.incarnation(),
        model.version(),
        model.samples(),
        model.previous());
  }
}
