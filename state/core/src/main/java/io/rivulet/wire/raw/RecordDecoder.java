package io.rivulet.wire.raw;

import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.wire.SampleDecoder;

/**
 * A decoder of records in the form that each says it has: numbers when it has {@link
 * Origin#headers}, otherwise JSON. Not thread-safe.
 */
public final class RecordDecoder {

  private final SampleDecoder json;
  private final RawSampleDecoder raw;

  public RecordDecoder(Limits limits) {
    this.json = new SampleDecoder(limits, null);
    this.raw = new RawSampleDecoder(limits);
  }

  /**
   * Decodes one record.
   *
   * @throws RejectedException for a fault of the value or of the model id
   */
  public Sample decode(Origin origin) throws RejectedException {
    return origin.headers() == null ? json.decode(origin) : raw.decode(origin);
  }
}
