package io.rivulet.state.life;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.record.Origin;
import io.rivulet.record.Sample;
import io.rivulet.state.StateFormat;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.StoredModel;
import io.rivulet.state.life.StoredLife.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The layout of the body of a life, little-endian:
 *
 * <pre>
 * type      field
 * byte      bits 0 and 1: phase (0 absent, 1 live, 2 frozen, 3 deleted);
 *           bit 2: a command has changed the spec; bit 3: a weight record was published;
 *           bit 4: commands are known; bit 5: the spec stands in the register;
 *           bit 6: the quality is measured
 * number    incarnation
 * number    time: 0 for none, otherwise its folded value plus 1
 * number    folded: time of the last published weight record minus time, if one was published
 *
 * if commands are known:
 * number    number of command ids
 * text[]    command ids
 * number    number of waiting control records
 * record[]  waiting control records
 *
 * if there is a model:
 * number    folded: incarnation of the model minus that of the life
 * number    version of the model
 * number    folded: samples minus version
 * number    folded: previous version minus version
 * byte[16]  key of the spec, or its text (text) when it does not stand in the register
 * bytes     quality in a frame of its own, if it is measured
 * byte[]    learned state in a frame of its own, to the end
 * </pre>
 *
 * A number is a {@link VarLong}; folded, the values 0, -1, 1, -2 are 0, 1, 2, 3. Bytes are their
 * length (number), followed by themselves; a text is the bytes of its UTF-8. A record is its topic
 * (text), partition (number, folded), offset (long), timestamp (long), its key and its value, each
 * as a number (0 for null, otherwise its length plus 1) and its bytes. Version 1 is read by {@link
 * FirstLifeLayout}.
 */
final class LifeFormat implements StateFormat<StoredLife> {

  private static final int PHASE = 3;
  private static final int CONFIGURED = 1 << 2;
  private static final int PUBLISHED = 1 << 3;
  private static final int COMMANDED = 1 << 4;
  private static final int REGISTERED = 1 << 5;
  private static final int MEASURED = 1 << 6;
  private static final int UNKNOWN = 1 << 7;

  private final SpecRegister specs;

  LifeFormat(SpecRegister specs) {
    this.specs = specs;
  }

  @Override
  public String name() {
    return "life";
  }

  @Override
  public short id() {
    return 14;
  }

  @Override
  public byte version() {
    return 2;
  }

  @Override
  public long bytes(StoredLife life) {
    long bytes = 1L + VarLong.bytes(life.incarnation()) + VarLong.bytes(moment(life.time()));
    bytes += isPublished(life) ? VarLong.bytes(sincePublished(life)) : 0;
    bytes += isCommanded(life) ? LifeTexts.bytes(life.commands(), life.waiting()) : 0;
    return life.model() == null ? bytes : bytes + modelBytes(life, life.model());
  }

  private long modelBytes(StoredLife life, StoredModel model) {
    byte[] quality = model.quality();
    return VarLong.bytes(VarLong.folded(model.incarnation() - life.incarnation()))
        + VarLong.bytes(model.version())
        + VarLong.bytes(VarLong.folded(model.samples() - model.version()))
        + VarLong.bytes(VarLong.folded(model.previous() - model.version()))
        + (key(model) == null ? LifeTexts.bytes(utf8(model.spec())) : SpecKey.BYTES)
        + (quality.length == 0 ? 0 : LifeTexts.bytes(quality))
        + model.state().length;
  }

  @Override
  public void write(StoredLife life, StateOutput into) {
    SpecKey key = life.model() == null ? null : key(life.model());
    into.put(flags(life, key));
    VarLong.write(life.incarnation(), into);
    VarLong.write(moment(life.time()), into);
    if (isPublished(life)) {
      VarLong.write(sincePublished(life), into);
    }
    if (isCommanded(life)) {
      LifeTexts.write(life.commands(), life.waiting(), into);
    }
    if (life.model() != null) {
      write(life, life.model(), key, into);
    }
  }

  private static void write(StoredLife life, StoredModel model, SpecKey key, StateOutput into) {
    VarLong.write(VarLong.folded(model.incarnation() - life.incarnation()), into);
    VarLong.write(model.version(), into);
    VarLong.write(VarLong.folded(model.samples() - model.version()), into);
    VarLong.write(VarLong.folded(model.previous() - model.version()), into);
    if (key == null) {
      LifeTexts.write(utf8(model.spec()), into);
    } else {
      into.putLong(key.high()).putLong(key.low());
    }
    if (model.quality().length > 0) {
      LifeTexts.write(model.quality(), into);
    }
    into.put(model.state());
  }

  private static byte flags(StoredLife life, SpecKey key) {
    int flags = life.phase().code();
    flags |= life.configured() ? CONFIGURED : 0;
    flags |= isPublished(life) ? PUBLISHED : 0;
    flags |= isCommanded(life) ? COMMANDED : 0;
    flags |= key != null ? REGISTERED : 0;
    flags |= life.model() != null && life.model().quality().length > 0 ? MEASURED : 0;
    return (byte) flags;
  }

  @Override
  public StoredLife read(StateInput from, byte version) {
    if (version == 1) {
      return FirstLifeLayout.read(from);
    }
    int flags = from.get();
    Phase phase = Phase.of(flags & PHASE);
    requireSound(flags, phase);
    long incarnation = VarLong.read(from);
    long time = VarLong.unfolded(VarLong.read(from) - 1);
    long published = (flags & PUBLISHED) == 0 ? Sample.NO_TIME : published(time, from);
    List<String> commands = List.of();
    List<Origin> waiting = List.of();
    if ((flags & COMMANDED) != 0) {
      commands = LifeTexts.texts(from);
      waiting = LifeTexts.records(from);
      requireAny(!commands.isEmpty() || !waiting.isEmpty(), "commands");
    }
    return new StoredLife(
        phase,
        incarnation,
        time,
        published,
        (flags & CONFIGURED) != 0,
        commands,
        waiting,
        phase.exists() ? model(flags, incarnation, from) : null);
  }

  private StoredModel model(int flags, long lifeIncarnation, StateInput from) {
    long incarnation = lifeIncarnation + VarLong.unfolded(VarLong.read(from));
    long version = VarLong.read(from);
    long samples = version + VarLong.unfolded(VarLong.read(from));
    long previous = version + VarLong.unfolded(VarLong.read(from));
    String spec =
        (flags & REGISTERED) == 0
            ? LifeTexts.text(from)
            : spec(new SpecKey(from.getLong(), from.getLong()));
    byte[] quality = {};
    if ((flags & MEASURED) != 0) {
      quality = LifeTexts.bytes(from);
      requireAny(quality.length > 0, "quality");
    }
    byte[] state = new byte[from.remaining()];
    from.get(state);
    return new StoredModel(spec, incarnation, version, samples, previous, state, quality);
  }

  private static void requireSound(int flags, Phase phase) {
    int barred = phase.exists() ? UNKNOWN : UNKNOWN | REGISTERED | MEASURED;
    if ((flags & barred) != 0) {
      throw new StateFormatException(
          "stored life has flags " + (flags & 0xff) + " in phase " + phase);
    }
  }

  private static void requireAny(boolean any, String what) {
    if (!any) {
      throw new StateFormatException("stored life announces " + what + " and has none");
    }
  }

  private static long published(long time, StateInput from) {
    long published = time + VarLong.unfolded(VarLong.read(from));
    requireAny(published != Sample.NO_TIME, "a time of publication");
    return published;
  }

  private static long moment(long time) {
    return VarLong.folded(time) + 1;
  }

  private static boolean isPublished(StoredLife life) {
    return life.published() != Sample.NO_TIME;
  }

  private static long sincePublished(StoredLife life) {
    return VarLong.folded(life.published() - life.time());
  }

  private static boolean isCommanded(StoredLife life) {
    return !life.commands().isEmpty() || !life.waiting().isEmpty();
  }

  private SpecKey key(StoredModel model) {
    try {
      return specs.key(model.spec());
    } catch (IOException e) {
      throw new UncheckedIOException("the register of specs cannot be written", e);
    }
  }

  private String spec(SpecKey key) {
    String spec;
    try {
      spec = specs.spec(key);
    } catch (IOException e) {
      throw new UncheckedIOException("the register of specs cannot be read", e);
    }
    if (spec == null) {
      throw new StateFormatException(
          "stored life names the spec "
              + key.hex()
              + ", which is not in the register; restore an earlier state");
    }
    return spec;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
