package io.rivulet.benchmark.pipeline.job;

import java.nio.ByteBuffer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Counts the records of each key in keyed state, and answers each with as many bytes as the job
 * publishes: a prediction always, weights with every n-th of a key. Both hold the count and zeros.
 */
final class CountPerKey
    extends KeyedProcessFunction<String, Tuple2<String, byte[]>, Tuple2<String, byte[]>> {

  private static final long serialVersionUID = 1L;

  static final OutputTag<Tuple2<String, byte[]>> PREDICTIONS =
      new OutputTag<>("predictions", KeyedBytes.TYPE);

  private final int every;
  private final int weightBytes;
  private final int predictionBytes;
  private transient ValueState<Long> counts;

  /** Both sizes are at least those of a count. */
  CountPerKey(int every, int weightBytes, int predictionBytes) {
    this.every = every;
    this.weightBytes = Math.max(Long.BYTES, weightBytes);
    this.predictionBytes = Math.max(Long.BYTES, predictionBytes);
  }

  @Override
  public void open(OpenContext context) {
    counts = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
  }

  @Override
  public void processElement(
      Tuple2<String, byte[]> sample, Context context, Collector<Tuple2<String, byte[]>> out)
      throws Exception {
    Long before = counts.value();
    long count = before == null ? 1 : before + 1;
    counts.update(count);
    context.output(PREDICTIONS, Tuple2.of(sample.f0, answer(predictionBytes, count)));
    if (count % every == 0) {
      out.collect(Tuple2.of(sample.f0, answer(weightBytes, count)));
    }
  }

  private static byte[] answer(int length, long count) {
    return ByteBuffer.allocate(length).putLong(count).array();
  }
}
