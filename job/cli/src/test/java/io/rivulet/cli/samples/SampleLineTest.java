package io.rivulet.cli.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.RejectedException;
import io.rivulet.wire.SampleDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SampleLineTest {

  private static final long TIME = 17;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|{\"model\":\"k\",\"ts\":17}",
        "{ }|{\"model\":\"k\",\"ts\":17 }",
        "{\"y\":1e0}|{\"model\":\"k\",\"ts\":17,\"y\":1e0}",
        "{\"ts\":3,\"y\":1.50}|{\"model\":\"k\",\"ts\":3,\"y\":1.50}",
        "{\"y\":1,\"ts\":null}|{\"model\":\"k\",\"y\":1,\"ts\":17}",
        "{\"ts\" : \"soon\"}|{\"model\":\"k\",\"ts\" : \"soon\"}",
        "{\"model\":\"k\",\"x\":[NaN]}|{\"ts\":17,\"model\":\"k\",\"x\":[NaN]}",
        "{\"model\": null ,\"ts\":1}|{\"model\": \"k\" ,\"ts\":1}",
        "{\"ts\":null,\"model\":null}|{\"ts\":17,\"model\":\"k\"}",
        "{\"m\":{\"ts\":null,\"model\":3},\"ts\":9}|{\"model\":\"k\",\"m\":{\"ts\":null,\"model\":3},\"ts\":9}",
        "{\"mode\\u006c\":\"k\",\"ts\":-1}|{\"mode\\u006c\":\"k\",\"ts\":-1}"
      })
  void of_sampleUnderAKey_getsModelAndTimeAndNothingElse(String value, String line) {
    assertThat(line("k", value)).isEqualTo(line);
    assertThat(line("k", "\ufeff" + value)).isEqualTo("\ufeff" + line);
    assertThat(sample("k", value).renamed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"model\":\"other\",\"ts\":1}|{\"model\":\"k\",\"ts\":1}",
        "{\"ts\":1,\"model\":\"\\\"\u00e4\"}|{\"ts\":1,\"model\":\"k\"}",
        "{\"ts\":1,\"model\":-1.5e3,\"y\":2}|{\"ts\":1,\"model\":\"k\",\"y\":2}",
        "{\"ts\":1,\"model\":true}|{\"ts\":1,\"model\":\"k\"}",
        "{\"ts\":1,\"model\":{\"a\":[1]} }|{\"ts\":1,\"model\":\"k\" }",
        "{\"ts\":1,\"model\":[[],{}]}|{\"ts\":1,\"model\":\"k\"}"
      })
  void of_sampleThatNamesAnotherModel_isThatOfTheKey(String value, String line) {
    assertThat(line("k", value)).isEqualTo(line);
    assertThat(sample("k", value).renamed()).isTrue();
  }

  @Test
  void of_sampleWithoutKey_keepsItsModel() {
    assertThat(line(null, "{\"model\":\"m\",\"ts\":1}")).isEqualTo("{\"model\":\"m\",\"ts\":1}");
  }

  @Test
  void of_sampleOfManyLines_isOneLine() {
    assertThat(line("k", "\r\n{\n  \"x\": [1,\n2],\r\n \"ts\": 1\n}\n"))
        .isEqualTo("  {\"model\":\"k\",   \"x\": [1, 2],   \"ts\": 1 } ");
  }

  private static String line(String key, String value) {
    return new String(sample(key, value).json(), StandardCharsets.UTF_8);
  }

  private static SampleLine sample(String key, String value) {
    byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    Origin origin = new Origin("samples", 0, 0, TIME, keyBytes, bytes);
    try {
      return SampleLine.of(new SampleDecoder(Limits.DEFAULT, null).decode(origin));
    } catch (RejectedException e) {
      throw new AssertionError(e);
    }
  }
}
