package io.rivulet.life;

import io.rivulet.state.StateFrame;
import io.rivulet.state.life.KeptInput;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The index of the inputs of one model that wait for their targets. The inputs themselves are
 * stored beside the model; each is written once and removed once.
 */
final class KeptInputs {

  /** The bytes of an entry of the index on the heap, besides the characters of its id. */
  private static final long ENTRY_BYTES = 280;

  private static final Comparator<Place> BY_DUE =
      Comparator.comparingLong(Place::due).thenComparingLong(Place::arrival);

  /** Where one input is. */
  private record Place(long arrival, String id, long due, long bytes) {}

  private final Map<String, Place> byId = new HashMap<>();
  private final NavigableMap<Long, Place> byArrival = new TreeMap<>();
  private final TreeSet<Place> byDue = new TreeSet<>(BY_DUE);
  private final Shelf shelf;
  private long bytes;
  private long heapBytes;

  /** Reads the index of what is stored. */
  KeptInputs(Shelf shelf) throws IOException {
    this.shelf = shelf;
    shelf.forEachInput(this::index);
  }

  boolean isEmpty() {
    return byId.isEmpty();
  }

  boolean contains(String id) {
    return byId.containsKey(id);
  }

  int size() {
    return byId.size();
  }

  /** The bytes of all inputs as they are stored. */
  long bytes() {
    return bytes;
  }

  long heapBytes() {
    return heapBytes;
  }

  /** Whether an input is due at a time. */
  boolean due(long time) {
    return !byDue.isEmpty() && byDue.first().due <= time;
  }

  void add(KeptInput input) throws IOException {
    long arrival = byArrival.isEmpty() ? 0 : byArrival.lastKey() + 1;
    shelf.putInput(arrival, input);
    index(arrival, input);
  }

  KeptInput find(String id) throws IOException {
    return shelf.input(byId.get(id).arrival);
  }

  void remove(String id) throws IOException {
    remove(byId.get(id));
  }

  /** Takes the input that is due first. */
  KeptInput takeDue() throws IOException {
    Place place = byDue.first();
    KeptInput input = shelf.input(place.arrival);
    remove(place);
    return input;
  }

  /** Drops the input that arrived first. */
  void dropOldest() throws IOException {
    remove(byArrival.firstEntry().getValue());
  }

  void clear() throws IOException {
    shelf.clearInputs();
    byId.clear();
    byArrival.clear();
    byDue.clear();
    bytes = 0;
    heapBytes = 0;
  }

  private void index(long arrival, KeptInput input) {
    long size = KeptInput.FORMAT.bytes(input) + StateFrame.OVERHEAD;
    Place place = new Place(arrival, input.id(), input.due(), size);
    byId.put(input.id(), place);
    byArrival.put(arrival, place);
    byDue.add(place);
    bytes += size;
    heapBytes += ENTRY_BYTES + input.id().length();
  }

  private void remove(Place place) throws IOException {
    shelf.removeInput(place.arrival);
    byId.remove(place.id);
    byArrival.remove(place.arrival);
    byDue.remove(place);
    bytes -= place.bytes;
    heapBytes -= ENTRY_BYTES + place.id.length();
  }
}
