package io.rivulet.operator.type;

import io.rivulet.record.Origin;
import io.rivulet.record.Prediction;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The types of the records that pass between operators for each sample. */
public final class RecordTypes {

  public static final TypeInformation<Origin> ORIGIN =
      new RecordType<>(Origin.class, new OriginSerializer());
  public static final TypeInformation<Sample> SAMPLE =
      new RecordType<>(Sample.class, new SampleSerializer());
  public static final TypeInformation<WeightRecord> WEIGHTS =
      new RecordType<>(WeightRecord.class, new WeightRecordSerializer());
  public static final TypeInformation<Prediction> PREDICTION =
      new RecordType<>(Prediction.class, new PredictionRecordSerializer());

  private RecordTypes() {}
}
