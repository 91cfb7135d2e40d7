package io.rivulet.operator;

import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Rejected;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.wire.raw.RecordDecoder;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * A function that decodes records to samples; a record that is not a sample goes to {@link
 * SideOutputs#REJECTED}.
 */
public final class DecodeFunction extends ProcessFunction<Origin, Sample> {

  private static final long serialVersionUID = 1L;

  private final Limits limits;
  private transient RecordDecoder decoder;
  private transient RejectionCounters rejections;

  public DecodeFunction(Limits limits) {
    this.limits = limits;
  }

  @Override
  public void open(OpenContext context) {
    decoder = new RecordDecoder(limits);
    rejections = new RejectionCounters(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Origin origin, Context context, Collector<Sample> out) {
    try {
      out.collect(decoder.decode(origin));
    } catch (RejectedException e) {
      rejections.count(e.reason());
      context.output(SideOutputs.REJECTED, Rejected.of(e, origin));
    }
  }
}
