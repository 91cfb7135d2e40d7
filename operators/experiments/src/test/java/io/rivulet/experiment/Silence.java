package io.rivulet.experiment;

/** Hears nothing. */
final class Silence implements ProgressListener {

  static final ProgressListener LISTENER = new Silence();

  @Override
  public void stage(String text, long steps) {}

  @Override
  public void advanceTo(long done) {}
}
