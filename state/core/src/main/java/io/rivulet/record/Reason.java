package io.rivulet.record;

/**
 * Why a record was rejected, in the order in which reasons are looked for. Names are a contract
 * with the readers of the dead-letter topic.
 */
public enum Reason {
  TOO_LARGE,
  MALFORMED,
  LIMIT_JSON,
  NULL_KEY,
  NULL_VALUE,
  MODEL_ID,
  UNKNOWN_MODEL,
  UNSUPPORTED,
  LIMIT_DIMENSION,
  DIMENSION,
  NON_FINITE,
  NUMERIC,
  CONTROL
}
