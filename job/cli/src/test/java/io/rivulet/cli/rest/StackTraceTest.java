package io.rivulet.cli.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StackTraceTest {

  @Test
  void rootOf_nestedCauses_isTheInnermost() {
    String trace =
        "org.apache.flink.A: outer\n\tat x\nCaused by: B: middle\n\tat y\nCaused by: C: inner\n";

    assertThat(StackTrace.rootOf(trace)).isEqualTo("C: inner");
  }

  @Test
  void rootOf_exceptionWithAMessage_isTheMessageAlone() {
    String trace =
        """
        a.B: outer
        Caused by: java.io.IOException: Unexpected magic
        """;

    assertThat(StackTrace.rootOf(trace)).isEqualTo("Unexpected magic");
    assertThat(StackTrace.rootOf("java.util.concurrent.TimeoutException"))
        .as("without a message")
        .isEqualTo("java.util.concurrent.TimeoutException");
  }

  @Test
  void rootOf_noCause_isTheFirstLine() {
    assertThat(StackTrace.rootOf("A: alone\n\tat x\n")).isEqualTo("A: alone");
  }

  @Test
  void refusalOf_mainRefusedItsConfiguration_isEachLineWithoutTheClass() {
    String trace =
        """
        org.apache.flink.A: a main failed: one
        \tat x
        Caused by: io.rivulet.job.config.ConfigurationException: one
        two
        \tat y
        """;

    assertThat(StackTrace.refusalOf(trace)).contains("one\ntwo");
    assertThat(StackTrace.refusalOf("A: alone\n\tat x\n")).isEmpty();
  }

  @Test
  void rootOf_nothing_saysSo() {
    assertThat(StackTrace.rootOf("")).isEqualTo("no message");
  }
}
