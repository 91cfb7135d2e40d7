package io.rivulet.operator.type;

import io.rivulet.record.Form;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.Sample;
import io.rivulet.record.SampleBuilder;
import io.rivulet.wire.raw.RawNumbers;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The serializer of {@link Sample}. What few samples have (names, a matrix, a fault) stands behind
 * one flag. The numbers of a raw sample are not written, because its record has them.
 */
public final class SampleSerializer extends RecordSerializer<Sample> {

  private static final long serialVersionUID = 1L;

  private static final Op[] OPS = Op.values();
  private static final Form[] FORMS = Form.values();
  private static final Reason[] REASONS = Reason.values();
  private static final OriginSerializer ORIGINS = new OriginSerializer();

  /** Stands for this serializer in what Flink stores. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Sample> {

    public Snapshot() {
      super(SampleSerializer::new);
    }
  }

  @Override
  public Sample createInstance() {
    return Sample.of("").build();
  }

  @Override
  public void serialize(Sample sample, DataOutputView target) throws IOException {
    target.writeBoolean(sample.undivided());
    if (sample.undivided()) {
      writeRaw(sample, target);
    } else {
      write(sample, target);
    }
  }

  private static void writeRaw(Sample sample, DataOutputView target) throws IOException {
    Flat.write(sample.model(), target);
    Flat.write(sample.id(), target);
    Flat.write(sample.op(), target);
    target.writeDouble(sample.weight());
    target.writeLong(sample.ts());
    Flat.write(sample.fault(), target);
    Flat.write(sample.faultMessage(), target);
    ORIGINS.serialize(sample.origin(), target);
  }

  private static Sample raw(DataInputView source) throws IOException {
    SampleBuilder sample =
        Sample.of(Flat.text(source))
            .id(Flat.text(source))
            .op(Flat.constant(OPS, source))
            .weight(source.readDouble())
            .ts(source.readLong())
            .fault(Flat.constant(REASONS, source), Flat.text(source));
    Origin origin = ORIGINS.deserialize(source);
    return sample.undivided(RawNumbers.read(origin.value())).origin(origin).build();
  }

  private static void write(Sample sample, DataOutputView target) throws IOException {
    Flat.write(sample.model(), target);
    Flat.write(sample.id(), target);
    Flat.write(sample.op(), target);
    Flat.write(sample.values(), target);
    Flat.write(sample.indices(), target);
    target.writeInt(sample.size());
    target.writeInt(sample.rows());
    Flat.write(sample.y(), target);
    target.writeInt(sample.targetRows());
    target.writeInt(sample.label());
    target.writeDouble(sample.weight());
    target.writeLong(sample.ts());
    target.writeBoolean(sample.origin() != null);
    if (sample.origin() != null) {
      ORIGINS.serialize(sample.origin(), target);
    }
    boolean uncommon = uncommon(sample);
    target.writeBoolean(uncommon);
    if (uncommon) {
      writeUncommon(sample, target);
    }
  }

  private static boolean uncommon(Sample sample) {
    return sample.names() != null
        || sample.texts() != null
        || sample.forms() != null
        || sample.rowEnds() != null
        || sample.labelName() != null
        || sample.matrix() != null
        || sample.fault() != null
        || sample.faultMessage() != null;
  }

  private static void writeUncommon(Sample sample, DataOutputView target) throws IOException {
    Flat.write(sample.names(), target);
    writeTexts(sample.texts(), target);
    writeForms(sample.forms(), target);
    Flat.write(sample.rowEnds(), target);
    Flat.write(sample.labelName(), target);
    Flat.write(sample.matrix(), target);
    Flat.write(sample.fault(), target);
    Flat.write(sample.faultMessage(), target);
  }

  @Override
  public Sample deserialize(DataInputView source) throws IOException {
    return source.readBoolean() ? raw(source) : read(source);
  }

  private static Sample read(DataInputView source) throws IOException {
    SampleBuilder sample =
        Sample.of(Flat.text(source))
            .id(Flat.text(source))
            .op(Flat.constant(OPS, source))
            .values(Flat.doubles(source))
            .indices(Flat.ints(source))
            .size(source.readInt())
            .rows(source.readInt())
            .y(Flat.doubles(source))
            .targetRows(source.readInt())
            .label(source.readInt())
            .weight(source.readDouble())
            .ts(source.readLong());
    Origin origin = source.readBoolean() ? ORIGINS.deserialize(source) : null;
    if (source.readBoolean()) {
      readUncommon(sample, source);
    }
    return sample.origin(origin).build();
  }

  private static void readUncommon(SampleBuilder sample, DataInputView source) throws IOException {
    sample
        .names(Flat.texts(source))
        .texts(texts(source))
        .forms(forms(source))
        .rowEnds(Flat.ints(source))
        .labelName(Flat.text(source))
        .matrix(Flat.doubles(source))
        .fault(Flat.constant(REASONS, source), Flat.text(source));
  }

  private static void writeTexts(String[][] texts, DataOutputView target) throws IOException {
    target.writeInt(texts == null ? -1 : texts.length);
    for (int i = 0; texts != null && i < texts.length; i++) {
      Flat.write(texts[i], target);
    }
  }

  private static String[][] texts(DataInputView source) throws IOException {
    int length = source.readInt();
    String[][] texts = length < 0 ? null : new String[length][];
    for (int i = 0; i < length; i++) {
      texts[i] = Flat.texts(source);
    }
    return texts;
  }

  private static void writeForms(Form[] forms, DataOutputView target) throws IOException {
    target.writeInt(forms == null ? -1 : forms.length);
    for (int i = 0; forms != null && i < forms.length; i++) {
      Flat.write(forms[i], target);
    }
  }

  private static Form[] forms(DataInputView source) throws IOException {
    int length = source.readInt();
    Form[] forms = length < 0 ? null : new Form[length];
    for (int i = 0; i < length; i++) {
      forms[i] = Flat.constant(FORMS, source);
    }
    return forms;
  }

  @Override
  public TypeSerializerSnapshot<Sample> snapshotConfiguration() {
    return new Snapshot();
  }
}
