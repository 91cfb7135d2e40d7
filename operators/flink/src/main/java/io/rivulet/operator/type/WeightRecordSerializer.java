package io.rivulet.operator.type;

import io.rivulet.record.Axes;
import io.rivulet.record.Details;
import io.rivulet.record.FoundNoise;
import io.rivulet.record.HiddenLayer;
import io.rivulet.record.Part;
import io.rivulet.record.Recall;
import io.rivulet.record.Spectrum;
import io.rivulet.record.WeightRecord;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The serializer of {@link WeightRecord}. */
public final class WeightRecordSerializer extends RecordSerializer<WeightRecord> {

  private static final long serialVersionUID = 1L;

  /** The bits of the byte that says which details follow; 1 was written alone before 2 existed. */
  private static final int SPECTRUM = 1;

  private static final int RECALL = 2;
  private static final int NOISE = 4;

  /** Stands for this serializer in what Flink stores. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<WeightRecord> {

    public Snapshot() {
      super(WeightRecordSerializer::new);
    }
  }

  @Override
  public WeightRecord createInstance() {
    return WeightRecord.tombstone("", 0);
  }

  @Override
  public void serialize(WeightRecord record, DataOutputView target) throws IOException {
    Flat.write(record.model(), target);
    Flat.write(record.learner(), target);
    target.writeLong(record.incarnation());
    target.writeLong(record.version());
    target.writeLong(record.samples());
    target.writeLong(record.previous());
    target.writeInt(record.rows());
    target.writeInt(record.columns());
    Flat.write(record.w(), target);
    Flat.write(record.id(), target);
    target.writeLong(record.ts());
    Flat.write(record.spec(), target);
    write(record.axes(), target);
    write(record.details(), target);
    write(record.part(), target);
  }

  @Override
  public WeightRecord deserialize(DataInputView source) throws IOException {
    return new WeightRecord(
        Flat.text(source),
        Flat.text(source),
        source.readLong(),
        source.readLong(),
        source.readLong(),
        source.readLong(),
        source.readInt(),
        source.readInt(),
        Flat.doubles(source),
        Flat.text(source),
        source.readLong(),
        Flat.text(source),
        axes(source),
        details(source),
        part(source));
  }

  private static void write(Part part, DataOutputView target) throws IOException {
    target.writeInt(part.of());
    if (!part.isWhole()) {
      target.writeInt(part.number());
      target.writeInt(part.checksum());
    }
  }

  private static Part part(DataInputView source) throws IOException {
    int of = source.readInt();
    return of == 1 ? Part.WHOLE : new Part(source.readInt(), of, source.readInt());
  }

  private static void write(Axes axes, DataOutputView target) throws IOException {
    boolean named = !axes.equals(Axes.UNNAMED);
    target.writeBoolean(named);
    if (named) {
      Flat.write(axes.classes(), target);
      target.writeBoolean(axes.bias());
      Flat.write(axes.features(), target);
      Flat.write(axes.input(), target);
    }
  }

  private static Axes axes(DataInputView source) throws IOException {
    return source.readBoolean()
        ? new Axes(Flat.texts(source), source.readBoolean(), Flat.texts(source), Flat.text(source))
        : Axes.UNNAMED;
  }

  private static void write(Details details, DataOutputView target) throws IOException {
    target.writeBoolean(details.hidden() != null);
    if (details.hidden() != null) {
      target.writeInt(details.hidden().rows());
      target.writeInt(details.hidden().columns());
      Flat.write(details.hidden().w(), target);
    }
    Recall recall = details.recall();
    FoundNoise noise = details.noise();
    target.writeByte(
        (details.spectrum() == null ? 0 : SPECTRUM)
            | (recall == null ? 0 : RECALL)
            | (noise == null ? 0 : NOISE));
    if (details.spectrum() != null) {
      Flat.write(details.spectrum().eigenvalues(), target);
      Flat.write(details.spectrum().learned(), target);
      target.writeInt(details.spectrum().rank());
      target.writeDouble(details.spectrum().nextLearningTime());
    }
    if (recall != null) {
      target.writeDouble(recall.changeBound());
      target.writeDouble(recall.change());
      target.writeDouble(recall.error());
    }
    if (noise != null) {
      target.writeDouble(noise.lambda());
      Flat.write(noise.variances(), target);
      target.writeDouble(noise.tail());
    }
  }

  private static Details details(DataInputView source) throws IOException {
    HiddenLayer hidden =
        source.readBoolean()
            ? new HiddenLayer(source.readInt(), source.readInt(), Flat.doubles(source))
            : null;
    int parts = source.readByte();
    Spectrum spectrum =
        (parts & SPECTRUM) != 0
            ? new Spectrum(
                Flat.doubles(source), Flat.doubles(source), source.readInt(), source.readDouble())
            : null;
    Recall recall =
        (parts & RECALL) != 0
            ? new Recall(source.readDouble(), source.readDouble(), source.readDouble())
            : null;
    FoundNoise noise =
        (parts & NOISE) != 0
            ? new FoundNoise(source.readDouble(), Flat.doubles(source), source.readDouble())
            : null;
    return new Details(hidden, spectrum, recall, noise);
  }

  @Override
  public TypeSerializerSnapshot<WeightRecord> snapshotConfiguration() {
    return new Snapshot();
  }
}
