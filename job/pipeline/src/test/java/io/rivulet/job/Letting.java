package io.rivulet.job;

import io.rivulet.job.lease.LeaseKeeper;
import io.rivulet.job.lease.LeaseRecord;
import io.rivulet.job.lease.LeaseTerms;
import io.rivulet.job.lease.Restored;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The lease of a job, in its thread. */
final class Letting {

  final CompletableFuture<LeaseRecord> granted = new CompletableFuture<>();
  private final LeaseKeeper keeper;
  private final Thread thread;

  Letting(LeaseTerms terms, String job, Optional<Restored> restored) {
    keeper =
        new LeaseKeeper(
            terms,
            job,
            restored,
            Optional::empty,
            granted::complete,
            granted::completeExceptionally);
    thread = new Thread(keeper, "lease of " + job);
    thread.start();
  }

  void end() throws InterruptedException {
    keeper.close();
    thread.join();
  }
}
