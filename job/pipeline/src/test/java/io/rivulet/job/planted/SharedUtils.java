package io.rivulet.job.planted;

/** No subject, and a field that all slots share. */
final class SharedUtils {

  @SuppressWarnings("NonFinalStaticField")
  static int counter;

  private SharedUtils() {}
}
