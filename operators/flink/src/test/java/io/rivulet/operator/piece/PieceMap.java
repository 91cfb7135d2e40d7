package io.rivulet.operator.piece;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;

/** A map in memory that keeps copies, as a state backend does, and counts what is written. */
final class PieceMap implements MapState<Integer, byte[]> {

  final Map<Integer, byte[]> entries = new TreeMap<>();
  int writes;

  @Override
  public byte[] get(Integer key) {
    byte[] value = entries.get(key);
    return value == null ? null : value.clone();
  }

  @Override
  public void put(Integer key, byte[] value) {
    writes++;
    entries.put(key, value.clone());
  }

  @Override
  public void putAll(Map<Integer, byte[]> map) {
    map.forEach(this::put);
  }

  @Override
  public void remove(Integer key) {
    entries.remove(key);
  }

  @Override
  public boolean contains(Integer key) {
    return entries.containsKey(key);
  }

  @Override
  public Iterable<Map.Entry<Integer, byte[]>> entries() {
    return entries.entrySet();
  }

  @Override
  public Iterable<Integer> keys() {
    return entries.keySet();
  }

  @Override
  public Iterable<byte[]> values() {
    return entries.values();
  }

  @Override
  public Iterator<Map.Entry<Integer, byte[]>> iterator() {
    return entries.entrySet().iterator();
  }

  @Override
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  @Override
  public void clear() {
    entries.clear();
  }
}
