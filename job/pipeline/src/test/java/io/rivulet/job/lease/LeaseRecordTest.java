package io.rivulet.job.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.state.run.CheckpointMark;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LeaseRecordTest {

  @Test
  void toJson_eachForm_isReadBack() {
    var claim = new LeaseRecord("a-1", OptionalLong.empty(), Optional.empty());
    var fresh = new LeaseRecord("a-1", OptionalLong.of(1L << 40), Optional.empty());
    var marked = fresh.withState(new CheckpointMark("b \"2\"", 1L << 41));

    assertThat(marked.toJson())
        .isEqualTo(
            "{\"job\":\"a-1\",\"base\":1099511627776,\"state\":{\"job\":\"b"
                + " \\\"2\\\"\",\"checkpoint\":2199023255552}}");
    for (LeaseRecord record : List.of(claim, fresh, marked)) {
      assertThat(LeaseRecord.parse(record.toJson())).contains(record);
    }
  }

  @Test
  void parse_fieldsOfALaterBuild_areLeftAside() {
    assertThat(LeaseRecord.parse("{\"control\":[1,2],\"job\":\"a\",\"base\":2}"))
        .contains(new LeaseRecord("a", OptionalLong.of(2), Optional.empty()));
  }

  @Test
  void parse_whatNoLeaseWrote_isEmpty() {
    for (String text : List.of("", "null", "[]", "{}", "{\"job\":7}", "no JSON", "{\"job\":")) {
      assertThat(LeaseRecord.parse(text)).as(text).isEmpty();
    }
  }
}
