package io.rivulet.job.planted;

import java.util.concurrent.TimeUnit;

/** Waits for nothing in particular. */
final class Sleeps {

  void thread() throws InterruptedException {
    Thread.sleep(1);
  }

  void unit() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(1);
  }
}
