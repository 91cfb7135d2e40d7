package io.rivulet.job.lease;

/** A job may not begin, or not go on; a restart would meet the same. */
public final class StartRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StartRefusedException(String message) {
    super(message);
  }
}
