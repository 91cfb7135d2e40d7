package io.rivulet.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "512, 512",
    "7b, 7",
    "1kb, 1024",
    "1mb, 1048576",
    "16mib, 16777216",
    "16 MiB, 16777216",
    "64MB, 67108864",
    "2gb, 2147483648",
    "1tb, 1099511627776"
  })
  void parse_eachForm_isBinary(String text, long bytes) {
    assertThat(ByteSize.parse(text)).contains(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "mb", "-1mb", "1.5mb", "1 m b", "1pb", "1i", "64megabytes", "9999999999999tb"})
  void parse_anythingElse_isEmpty(String text) {
    assertThat(ByteSize.parse(text)).isEmpty();
  }

  @Test
  void format_anySize_readsBack() {
    for (long bytes : new long[] {0, 1, 1023, 1024, 1536, 1 << 20, 64 << 20, 3L << 40, 1L << 55}) {
      assertThat(ByteSize.parse(ByteSize.format(bytes))).contains(bytes);
    }
    assertThat(ByteSize.format(64 << 20)).isEqualTo("64mb");
  }
}
