package io.rivulet.cli.dlq;

/** What a replay does with a dead letter. */
enum LetterFate {

  /** Its original goes back to its topic. */
  SENT,

  /** Its value is only the beginning of the original. */
  CUT,

  /** Its original came from a topic that is not an input of this prefix. */
  ELSEWHERE,

  /** An earlier replay has sent it. */
  SENT_BEFORE
}
