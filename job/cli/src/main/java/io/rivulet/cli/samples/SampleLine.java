package io.rivulet.cli.samples;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.rivulet.record.Sample;
import io.rivulet.wire.Bom;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A sample as a line of a file: the bytes of its record with the fields {@code model} and {@code
 * ts}, so that no number is written anew.
 *
 * @param json the line without its end; not copied
 * @param renamed whether the sample named another model than the key of its record
 */
record SampleLine(byte[] json, boolean renamed) {

  /** What the job's decoder takes, this takes. */
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNameLength(Integer.MAX_VALUE).build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .build();

  /** Of a sample that was decoded from JSON. */
  static SampleLine of(Sample sample) {
    byte[] value = sample.origin().value();
    int start = Bom.length(value);
    try (JsonParser json = JSON.createParser(value, start, value.length - start)) {
      Members members = Members.read(json, start);
      byte[] text = members.with(value, sample.model(), sample.origin().timestamp());
      onOneLine(text);
      return new SampleLine(text, members.model.other(sample.model()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading JSON from memory failed", e);
    }
  }

  /** Ends of lines can only lie between the tokens of JSON. */
  private static void onOneLine(byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n' || text[i] == '\r') {
        text[i] = ' ';
      }
    }
  }

  /** The place of a value; text is null unless it is a text. */
  private record Place(int start, int end, boolean empty, String text) {

    static final Place NOWHERE = new Place(-1, -1, true, null);

    /** Of the value that the parser stands at, which is read to its end. */
    static Place of(JsonParser json, int origin) throws IOException {
      boolean empty = json.currentToken() == JsonToken.VALUE_NULL;
      String text = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : null;
      int start = origin + (int) json.currentTokenLocation().getByteOffset();
      json.finishToken();
      json.skipChildren();
      return new Place(start, origin + (int) json.currentLocation().getByteOffset(), empty, text);
    }

    boolean other(String model) {
      return !empty && !model.equals(text);
    }
  }

  /** Bytes in place of others. */
  private record Edit(int start, int end, String text) {}

  /** The members that matter; {@code behind} is where the object's brace was opened. */
  private record Members(int behind, boolean none, Place model, Place ts) {

    static Members read(JsonParser json, int origin) throws IOException {
      json.nextToken();
      int behind = origin + (int) json.currentLocation().getByteOffset();
      Place model = Place.NOWHERE;
      Place ts = Place.NOWHERE;
      boolean none = true;
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        none = false;
        json.nextToken();
        Place place = Place.of(json, origin);
        model = name.equals("model") ? place : model;
        ts = name.equals("ts") ? place : ts;
      }
      return new Members(behind, none, model, ts);
    }

    /** A negative timestamp is that of a record that has none. */
    byte[] with(byte[] value, String id, long timestamp) {
      List<String> added = new ArrayList<>();
      List<Edit> edits = new ArrayList<>();
      if (model.empty || model.other(id)) {
        put("model", model, "\"" + id + "\"", added, edits);
      }
      if (ts.empty && timestamp >= 0) {
        put("ts", ts, String.valueOf(timestamp), added, edits);
      }
      String comma = none || added.isEmpty() ? "" : ",";
      edits.add(new Edit(behind, behind, String.join(",", added) + comma));
      edits.sort(Comparator.comparingInt(Edit::start));
      return apply(edits, value);
    }

    private static void put(
        String name, Place place, String text, List<String> added, List<Edit> edits) {
      if (place.start < 0) {
        added.add("\"" + name + "\":" + text);
      } else {
        edits.add(new Edit(place.start, place.end, text));
      }
    }

    private byte[] apply(List<Edit> edits, byte[] value) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(value.length + 64);
      int position = 0;
      for (Edit edit : edits) {
        out.write(value, position, edit.start - position);
        out.writeBytes(edit.text.getBytes(StandardCharsets.UTF_8));
        position = edit.end;
      }
      out.write(value, position, value.length - position);
      return out.toByteArray();
    }
  }
}
