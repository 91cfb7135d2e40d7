package io.rivulet.operator;

import io.rivulet.control.Command;
import io.rivulet.record.Origin;
import io.rivulet.record.Rejected;
import io.rivulet.record.RejectedException;
import io.rivulet.wire.control.CommandDecoder;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Decodes control records; those that cannot be answered leave by {@link SideOutputs#REJECTED}. */
public final class DecodeControlFunction extends ProcessFunction<Origin, Command> {

  private static final long serialVersionUID = 1L;

  private transient CommandDecoder decoder;
  private transient RejectionCounters rejections;

  @Override
  public void open(OpenContext context) {
    decoder = new CommandDecoder(null);
    rejections = new RejectionCounters(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Origin record, Context context, Collector<Command> out) {
    try {
      out.collect(decoder.decode(record));
    } catch (RejectedException e) {
      rejections.count(e.reason());
      context.output(SideOutputs.REJECTED, Rejected.of(e, record));
    }
  }
}
