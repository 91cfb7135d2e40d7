package io.rivulet.operator.type;

import io.rivulet.record.Axes;
import io.rivulet.record.Details;
import io.rivulet.record.FoundNoise;
import io.rivulet.record.HiddenLayer;
import io.rivulet.record.Part;
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
    target.writeBoolean(details.spectrum() != null);
    if (details.spectrum() != null) {
      Flat.write(details.spectrum().eigenvalues(), target);
      Flat.write(details.spectrum().learned(), target);
      target.writeInt(details.spectrum().rank());
      target.writeDouble(details.spectrum().nextLearningTime());
    }
    target.writeBoolean(details.noise() != null);
    if (details.noise() != null) {
      target.writeDouble(details.noise().lambda());
      Flat.write(details.noise().variances(), target);
      target.writeDouble(details.noise().tail());
    }
  }

  private static Details details(DataInputView source) throws IOException {
    HiddenLayer hidden =
        source.readBoolean()
            ? new HiddenLayer(source.readInt(), source.readInt(), Flat.doubles(source))
            : null;
    Spectrum spectrum =
        source.readBoolean()
            ? new Spectrum(
                Flat.doubles(source), Flat.doubles(source), source.readInt(), source.readDouble())
            : null;
    FoundNoise noise =
        source.readBoolean()
            ? new FoundNoise(source.readDouble(), Flat.doubles(source), source.readDouble())
            : null;
    return hidden == null && spectrum == null && noise == null
        ? Details.NONE
        : new Details(hidden, spectrum, noise);
  }

  @Override
  public TypeSerializerSnapshot<WeightRecord> snapshotConfiguration() {
    return new Snapshot();
  }
}
