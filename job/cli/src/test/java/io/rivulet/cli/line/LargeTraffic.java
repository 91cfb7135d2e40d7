package io.rivulet.cli.line;

import io.rivulet.client.RawSamples;
import io.rivulet.learner.Emitter;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.SampleHeaders;
import io.rivulet.record.WeightRecord;
import io.rivulet.replay.Replay;
import io.rivulet.wire.WeightRecordJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Samples of a model whose basis exceeds 64 MiB once it is full, as raw numbers, and what a replay
 * makes of them.
 */
final class LargeTraffic implements Emitter {

  static final String MODEL = "large";

  /** Each sample is longer than Kafka's default of 1 MiB, and each version three such records. */
  static final int WEIGHTS = 150_000;

  /** 56 directions, the weights and up to 14 directions that wait: 68 to 85 MB. */
  static final int MEMORY = 56;

  static final SpecPattern PATTERN =
      SpecPattern.of(
          "*", Map.of("learner", "orfit", "dimension", WEIGHTS, "memory", MEMORY, "noise", 0.01));

  private final SplittableRandom random = new SplittableRandom(41);
  private final Map<Long, String> versions = new TreeMap<>();
  private final Replay replay;
  private int sent;

  LargeTraffic(Limits limits) {
    this.replay =
        new Replay(new Specs(List.of(PATTERN), limits), new PublishPolicy(1), false, this);
  }

  /** Sends so many more samples, and waits until the broker has them. */
  void send(int count, RawSamples samples) throws RejectedException {
    for (int i = 0; i < count; i++) {
      String id = "s-" + sent;
      long ts = 1_000L + sent;
      double[] x = random.doubles(WEIGHTS, -1, 1).toArray();
      double y = random.nextDouble();
      samples.send(MODEL, new SampleHeaders(utf8(id), null, utf8(String.valueOf(ts)), null), x, y);
      replay.learn(Sample.of(MODEL).id(id).op(Op.LEARN).ts(ts).x(x).y(y).build());
      sent++;
    }
    samples.flush();
  }

  /** The digest of each version that the replay has published. */
  Map<Long, String> versions() {
    return versions;
  }

  @Override
  public void prediction(Prediction prediction) {}

  @Override
  public void weights(WeightRecord record) {
    versions.put(record.version(), PartedAudit.digest(WeightRecordJson.write(record)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
