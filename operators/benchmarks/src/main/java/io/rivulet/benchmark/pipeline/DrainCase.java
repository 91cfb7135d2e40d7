package io.rivulet.benchmark.pipeline;

import java.util.ArrayList;
import java.util.List;

/**
 * The job and what it is compared with, over the same full topic.
 *
 * @param name of the job's side, as in {@code p16-hot}
 * @param models how many there are
 * @param samples of a round, and of a quick one
 * @param options of the job, {@code --name} and value by turns
 * @param peer what the job is compared with
 */
record DrainCase(
    String name,
    int models,
    int dimension,
    SampleForm form,
    String spec,
    long samples,
    long quickSamples,
    List<String> options,
    Peer peer) {

  /** What a case compares the job with. */
  interface Peer {

    String label();

    /**
     * The job that stands for it.
     *
     * @param ours what the job has written
     */
    LineJob job(LocalLine line, DrainCase compared, Drain.DrainOutcome ours);
  }

  String rowName() {
    return name + "/" + peer.label();
  }

  RivuletRun ours(LocalLine line) {
    return run(line, "rivulet", options);
  }

  private RivuletRun run(LocalLine line, String label, List<String> with) {
    List<String> all = new ArrayList<>(form.options());
    all.addAll(with);
    return new RivuletRun(line, label, spec, all);
  }

  /** The job that counts and publishes every n-th version of a model. */
  static Peer counter(int every, LatencySettings latency) {
    return new Peer() {
      @Override
      public String label() {
        return "counter";
      }

      @Override
      public LineJob job(LocalLine line, DrainCase compared, Drain.DrainOutcome ours) {
        return new CounterRun(line, latency, every, ours.weightBytes(), ours.predictionBytes());
      }
    };
  }

  /** The same job with other options. */
  static Peer rivulet(String label, String... options) {
    return new Peer() {
      @Override
      public String label() {
        return label;
      }

      @Override
      public LineJob job(LocalLine line, DrainCase compared, Drain.DrainOutcome ours) {
        return compared.run(line, label, List.of(options));
      }
    };
  }
}
