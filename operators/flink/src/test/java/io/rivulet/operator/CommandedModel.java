package io.rivulet.operator;

import io.rivulet.control.Command;
import io.rivulet.control.CommandType;
import io.rivulet.control.ExportedState;
import io.rivulet.learner.SpecPattern;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.wire.SampleDecoder;
import io.rivulet.wire.SpecJson;
import io.rivulet.wire.control.CommandDecoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One model of a schedule of lives, which draws its samples and commands as records. */
final class CommandedModel {

  private static final long DAY = 24 * 3_600_000L;
  private static final SampleDecoder SAMPLES = new SampleDecoder(Limits.DEFAULT, null);
  private static final CommandDecoder COMMANDS = new CommandDecoder(null);

  /** Each type, and more of those that need one another. */
  private static final List<CommandType> TYPES =
      Stream.concat(
              Stream.of(CommandType.values()),
              Stream.of(
                  CommandType.SNAPSHOT,
                  CommandType.SNAPSHOT,
                  CommandType.ROLLBACK,
                  CommandType.ROLLBACK,
                  CommandType.EXPORT,
                  CommandType.EXPORT,
                  CommandType.MERGE,
                  CommandType.MERGE))
          .toList();

  private static final List<String> CHANGES =
      List.of(
          "{'labels':{'wait':30}}",
          "{'labels':null}",
          "{'evaluate':{'every':2}}",
          "{'evaluate':null,'drift':null}",
          "{'drift':{'threshold':0.01,'then':'freeze'}}",
          "{'drift':{'threshold':0.01,'then':'reset'}}",
          "{'rate':0.2}",
          "{'forgetting':0.5}",
          "{'dimension':9}",
          "{}");

  private final String id;
  private final Kind kind;
  private final int dimension;
  private final int outputs;
  private final Map<String, Object> spec;

  /** States that were exported, those of this model more than once. */
  private final List<byte[]> states = new ArrayList<>();

  /** The ids of commands so far. */
  private final List<String> ids = new ArrayList<>();

  /** The names of snapshots so far. */
  private final List<String> names = new ArrayList<>();

  CommandedModel(String id, Kind kind, SplittableRandom random) {
    this.id = id;
    this.kind = kind;
    this.dimension = random.nextInt(1, 4);
    this.outputs = kind.target() == Kind.Target.LABEL ? 2 : random.nextInt(1, 3);
    this.spec = kind.spec(dimension, outputs);
    if (predicts()) {
      supervise(random);
    }
  }

  private boolean predicts() {
    return kind.target() == Kind.Target.NUMBERS || kind.target() == Kind.Target.LABEL;
  }

  private void supervise(SplittableRandom random) {
    Map<String, Object> labels = new HashMap<>(Map.of("wait", 60L));
    if (random.nextBoolean()) {
      labels.put("default", kind.target() == Kind.Target.LABEL ? (Object) 1L : target(random));
    }
    spec.put("labels", labels);
    spec.put("evaluate", Map.of("every", (long) random.nextInt(1, 6)));
    spec.put(
        "drift",
        Map.of(
            "threshold",
            0.1 * random.nextInt(1, 20),
            "then",
            List.of("alert", "freeze", "reset").get(random.nextInt(3))));
  }

  String id() {
    return id;
  }

  SpecPattern pattern() {
    return SpecPattern.of(id, spec);
  }

  /** A record of a sample, good or of a wrong length. */
  Sample sample(Op op, long offset, long now, SplittableRandom random) throws RejectedException {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("op", op.name().toLowerCase(Locale.ROOT));
    if (op == Op.LABEL || random.nextInt(4) > 0) {
      fields.put("id", "s-" + random.nextInt(8));
    }
    if (random.nextInt(10) > 0) {
      fields.put("ts", random.nextInt(40) == 0 ? now + 2 * DAY : now - random.nextInt(5));
    }
    if (op != Op.LABEL) {
      int wrong = random.nextInt(20) == 0 ? 1 : 0;
      fields.put("x", numbers(kind.inputs(dimension, outputs) + wrong, random));
    }
    if (op != Op.PREDICT) {
      putTarget(fields, random);
    }
    return decoded(fields, offset, now);
  }

  private void putTarget(Map<String, Object> fields, SplittableRandom random) {
    if (kind.target() == Kind.Target.NUMBERS) {
      fields.put("y", target(random));
    } else if (kind.target() == Kind.Target.LABEL) {
      fields.put("label", (long) random.nextInt(2));
    }
  }

  private Object target(SplittableRandom random) {
    List<Double> y = numbers(outputs, random);
    return outputs == 1 ? y.get(0) : y;
  }

  private static List<Double> numbers(int count, SplittableRandom random) {
    return random.doubles(count, -3, 3).boxed().toList();
  }

  private Sample decoded(Map<String, Object> fields, long offset, long now)
      throws RejectedException {
    return SAMPLES.decode(origin("samples", fields, offset, now));
  }

  private Origin origin(String topic, Map<String, Object> fields, long offset, long now) {
    byte[] value = Samples.bytes(SpecJson.canonical(fields));
    return new Origin(topic, 0, offset, now, Samples.bytes(id), value);
  }

  /** Takes note of a state that was exported, of this model or of another. */
  void exported(ExportedState state) {
    int copies = state.model().equals(id) ? 4 : 1;
    states.addAll(Collections.nCopies(copies, state.state()));
  }

  /** A record of a command, good or with a fault. */
  Command command(long version, long offset, long now, SplittableRandom random)
      throws RejectedException {
    CommandType type = TYPES.get(random.nextInt(TYPES.size()));
    Map<String, Object> fields = new TreeMap<>();
    fields.put("commandId", commandId(offset, random));
    fields.put("type", type.label());
    if (random.nextInt(3) == 0) {
      fields.put("atVersion", Math.max(0, version + random.nextInt(-1, 4)));
    }
    switch (type) {
      case CONFIGURE -> fields.put("spec", change(random));
      case CREATE, RESET -> putSpec(fields, random);
      case SNAPSHOT -> putName(fields, "n" + random.nextInt(4), random);
      case ROLLBACK -> putName(fields, usedName(random), random);
      case IMPORT, MERGE -> putState(fields, random);
      case FREEZE, RESUME, ANNOUNCE, EXPORT, DELETE -> {}
    }
    return COMMANDS.decode(origin("control", fields, offset, now));
  }

  /** A new one, or one that was used before. */
  private String commandId(long offset, SplittableRandom random) {
    if (ids.isEmpty() || random.nextInt(6) > 0) {
      ids.add("c-" + offset);
      return "c-" + offset;
    }
    return ids.get(random.nextInt(ids.size()));
  }

  private static Map<String, Object> change(SplittableRandom random) {
    return SpecJson.read(CHANGES.get(random.nextInt(CHANGES.size())).replace('\'', '"'));
  }

  private void putSpec(Map<String, Object> fields, SplittableRandom random) {
    if (random.nextInt(3) == 0) {
      Map<String, Object> other = new TreeMap<>(spec);
      other.computeIfPresent("evaluate", (field, every) -> Map.of("every", 2L));
      fields.put("spec", other);
    }
  }

  private void putName(Map<String, Object> fields, String name, SplittableRandom random) {
    if (random.nextInt(10) > 0) {
      fields.put("name", name);
      names.add(name);
    }
  }

  private String usedName(SplittableRandom random) {
    return names.isEmpty() ? "none" : names.get(random.nextInt(names.size()));
  }

  private void putState(Map<String, Object> fields, SplittableRandom random) {
    byte[] state = states.isEmpty() ? new byte[3] : states.get(random.nextInt(states.size()));
    fields.put("state", Base64.getEncoder().encodeToString(state));
  }
}
