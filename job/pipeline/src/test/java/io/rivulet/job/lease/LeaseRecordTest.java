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
    for (LeaseRecord record :
        List.of(
            claim,
            fresh,
            marked,
            marked.claimedBy("c"),
            marked.withControl(List.of(0L, 1L << 42)))) {
      assertThat(LeaseRecord.parse(record.toJson())).contains(record);
    }
  }

  @Test
  void parse_fieldsOfALaterBuild_areLeftAside() {
    assertThat(LeaseRecord.parse("{\"later\":[1,2],\"job\":\"a\",\"base\":2}"))
        .contains(new LeaseRecord("a", OptionalLong.of(2), Optional.empty()));
  }

  @Test
  void toJson_endsOfControl_areNumbersByPartition() {
    var record =
        new LeaseRecord("a", OptionalLong.of(2), List.of(12L, 0L), Optional.empty())
            .withState(new CheckpointMark("a", 1));

    assertThat(record.toJson())
        .isEqualTo(
            "{\"job\":\"a\",\"base\":2,\"control\":[12,0],\"state\":{\"job\":\"a\",\"checkpoint\":1}}");
  }

  @Test
  void parse_endsOfControlThatAreNone_areUnknown() {
    for (String control : List.of("[]", "null", "7", "[1,\"2\"]", "[1.5]", "[null]")) {
      assertThat(LeaseRecord.parse("{\"job\":\"a\",\"base\":2,\"control\":" + control + "}"))
          .as(control)
          .contains(new LeaseRecord("a", OptionalLong.of(2), Optional.empty()));
    }
  }

  @Test
  void withControl_ofAnEarlierAttempt_keepsItsEnds() {
    var first = new LeaseRecord("a", OptionalLong.of(2), Optional.empty());

    assertThat(first.withControl(List.of(5L)).withControl(List.of(9L)).control())
        .containsExactly(5L);
  }

  @Test
  void admits_onlyTheJobThatWasLetInWithAllThatItBeginsWith() {
    var claim = new LeaseRecord("a", OptionalLong.empty(), List.of(5L), Optional.empty());
    var ofABuildBefore = new LeaseRecord("a", OptionalLong.of(2), Optional.empty());

    assertThat(claim.admits("a")).isFalse();
    assertThat(ofABuildBefore.admits("a")).isFalse();
    assertThat(ofABuildBefore.withControl(List.of(5L)).admits("a")).isTrue();
    assertThat(ofABuildBefore.withControl(List.of(5L)).admits("b")).isFalse();
  }

  @Test
  void parse_whatNoLeaseWrote_isEmpty() {
    for (String text : List.of("", "null", "[]", "{}", "{\"job\":7}", "no JSON", "{\"job\":")) {
      assertThat(LeaseRecord.parse(text)).as(text).isEmpty();
    }
  }
}
