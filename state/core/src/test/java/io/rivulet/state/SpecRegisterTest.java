package io.rivulet.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.state.life.SpecKey;
import io.rivulet.state.life.SpecRegister;
import io.rivulet.state.life.StoredLife;
import io.rivulet.wire.SpecJson;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A life names its spec by a key where a register has it, and cannot be read without. */
class SpecRegisterTest {

  @Test
  void life_withItsSpecInARegister_namesTheKeyOnly() {
    Map<SpecKey, String> entries = new HashMap<>();
    StateFormat<StoredLife> format = StoredLife.format(register(entries));
    StoredLife life = StoredLife.read(GoldenBytes.bytes(GoldenBytes.LIFE));

    byte[] frame = StateFrame.write(format, life);

    assertThat(GoldenBytes.hex(frame)).isEqualTo(GoldenBytes.LIFE_REGISTERED);
    assertThat(entries).containsExactly(Map.entry(SpecKey.of("{}"), "{}"));
    assertThat(StoredLife.read(frame, format)).usingRecursiveComparison().isEqualTo(life);
    assertThat(StoredLife.read(GoldenBytes.bytes(GoldenBytes.LIFE), format))
        .usingRecursiveComparison()
        .isEqualTo(life);
  }

  @Test
  void read_specThatIsNotInTheRegister_isRefusedByName() {
    assertThatThrownBy(() -> StoredLife.read(GoldenBytes.bytes(GoldenBytes.LIFE_REGISTERED)))
        .isInstanceOf(StateFormatException.class)
        .hasMessage(
            "stored life names the spec "
                + SpecKey.of("{}").hex()
                + ", which is not in the register; restore an earlier state");
  }

  @Test
  void key_ofASpec_beginsWithItsFingerprint() {
    String spec = "{\"learner\":\"rls\"}";

    assertThat(SpecKey.of(spec).hex()).hasSize(32).startsWith(SpecJson.fingerprint(spec));
  }

  private static SpecRegister register(Map<SpecKey, String> entries) {
    return new SpecRegister() {
      @Override
      public SpecKey key(String spec) {
        SpecKey key = SpecKey.of(spec);
        entries.put(key, spec);
        return key;
      }

      @Override
      public String spec(SpecKey key) {
        return entries.get(key);
      }
    };
  }
}
