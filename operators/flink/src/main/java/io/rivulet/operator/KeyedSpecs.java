package io.rivulet.operator;

import io.rivulet.operator.piece.StateAccess;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.life.SpecKey;
import io.rivulet.state.life.SpecRegister;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.KeyContext;

/**
 * The specs of stored models in keyed state, once for each key group that has such models. So they
 * move with their models when the parallelism changes, and stand in the same checkpoint. They are
 * kept under a key of the group that need not be that of a model: the least number whose decimal
 * digits fall into the group.
 *
 * <p>Specs are never removed, so their number is bounded: a life has its spec in itself where there
 * is no room.
 */
final class KeyedSpecs implements SpecRegister {

  /** Names an entry of every savepoint: never change it. */
  static final String SPECS = "specs";

  /** The most specs of a key group. */
  static final int MOST_IN_GROUP = 64;

  /** The most characters of all specs that a subtask knows. */
  private static final long MOST_CHARACTERS = 4 << 20;

  private final MapState<String, String> stored;
  private final KeyContext keys;
  private final String[] groupKeys;
  private final Map<Integer, Set<SpecKey>> groups = new HashMap<>();
  private final Map<String, SpecKey> byText = new HashMap<>();
  private final Map<SpecKey, String> byKey = new HashMap<>();
  private long characters;

  /**
   * @param keyGroups the number of all key groups of the job
   */
  KeyedSpecs(KeyedStateStore store, KeyContext keys, int keyGroups) {
    this.stored = store.getMapState(new MapStateDescriptor<>(SPECS, Types.STRING, Types.STRING));
    this.keys = keys;
    this.groupKeys = groupKeys(keyGroups);
  }

  private static String[] groupKeys(int keyGroups) {
    String[] found = new String[keyGroups];
    int left = keyGroups;
    for (int number = 0; left > 0; number++) {
      String key = String.valueOf(number);
      int group = KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups);
      if (found[group] == null) {
        found[group] = key;
        left--;
      }
    }
    return found;
  }

  /** The key of a spec for a model of the current key. */
  @Override
  public SpecKey key(String spec) throws IOException {
    Set<SpecKey> group = currentGroup();
    SpecKey known = byText.get(spec);
    if (known != null && group.contains(known)) {
      return known;
    }
    boolean room =
        group.size() < MOST_IN_GROUP
            && (known != null || characters + spec.length() <= MOST_CHARACTERS);
    return room ? enter(spec, known == null ? SpecKey.of(spec) : known, group) : null;
  }

  /** The spec of a model of the current key. */
  @Override
  public String spec(SpecKey key) throws IOException {
    return currentGroup().contains(key) ? byKey.get(key) : null;
  }

  private SpecKey enter(String spec, SpecKey key, Set<SpecKey> group) throws IOException {
    underGroup(
        () -> {
          stored.put(key.hex(), spec);
          return null;
        });
    group.add(key);
    know(spec, key);
    return key;
  }

  private void know(String spec, SpecKey key) {
    if (byKey.putIfAbsent(key, spec) == null) {
      byText.put(spec, key);
      characters += spec.length();
    }
  }

  private Set<SpecKey> currentGroup() throws IOException {
    int group = currentGroupIndex();
    Set<SpecKey> known = groups.get(group);
    if (known == null) {
      known = underGroup(this::load);
      groups.put(group, known);
    }
    return known;
  }

  private int currentGroupIndex() {
    return KeyGroupRangeAssignment.assignToKeyGroup(keys.getCurrentKey(), groupKeys.length);
  }

  private Set<SpecKey> load() throws Exception {
    Set<SpecKey> loaded = new HashSet<>();
    for (Map.Entry<String, String> entry : stored.entries()) {
      SpecKey key = SpecKey.of(entry.getValue());
      if (!key.hex().equals(entry.getKey())) {
        throw new StateFormatException(
            "the spec that is stored as " + entry.getKey() + " has the key " + key.hex());
      }
      loaded.add(key);
      know(entry.getValue(), key);
    }
    return loaded;
  }

  /** Accesses the state of the group of the current key, which stays the current key. */
  private <T> T underGroup(StateAccess<T> access) throws IOException {
    Object current = keys.getCurrentKey();
    String groupKey = groupKeys[currentGroupIndex()];
    keys.setCurrentKey(groupKey);
    try {
      return StateAccess.attempt(access);
    } finally {
      keys.setCurrentKey(current);
    }
  }
}
