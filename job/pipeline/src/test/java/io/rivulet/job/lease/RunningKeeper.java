package io.rivulet.job.lease;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A job's keeper in its thread. */
final class RunningKeeper {

  final CompletableFuture<LeaseRecord> granted = new CompletableFuture<>();
  final CompletableFuture<RuntimeException> refused = new CompletableFuture<>();
  final LeaseKeeper keeper;
  private final Thread thread;

  RunningKeeper(LeaseTerms terms, String job, Optional<Restored> restored) {
    keeper =
        new LeaseKeeper(
            terms, job, restored, Optional::empty, granted::complete, refused::complete);
    thread = new Thread(keeper, job);
    thread.start();
  }

  long base() throws Exception {
    return granted.get(60, TimeUnit.SECONDS).base().orElseThrow();
  }

  List<Long> control() throws Exception {
    return granted.get(60, TimeUnit.SECONDS).control();
  }

  RuntimeException refusal() throws Exception {
    return refused.get(60, TimeUnit.SECONDS);
  }

  void end() throws InterruptedException {
    keeper.close();
    thread.join();
  }
}
