package io.rivulet.cli.planted;

/** Breaks the rule by which a name means one class. */
final class Failure {

  private Failure() {}

  /** As does this: a class of that name stands alone elsewhere. */
  public static final class Progress {

    private Progress() {}
  }
}
