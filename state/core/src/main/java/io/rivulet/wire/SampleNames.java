package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rivulet.record.Meanings;
import io.rivulet.record.Op;
import io.rivulet.record.Shown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Other common names for the fields of a sample, offered to whoever sent a sample that lacks one.
 */
public final class SampleNames {

  private static final Meanings OPS =
      Meanings.of(
          "train fit update insert add: learn",
          "score infer query forecast answer ask test: predict",
          "forget remove delete retract: unlearn",
          "target truth outcome feedback observe: label");

  private static final Meanings FIELDS =
      Meanings.of(
          "features feature inputs input data values vector attributes instance row point: x",
          "target targets truth outcome: y label matrix",
          "output outputs value response actual: y",
          "class category classlabel: label",
          "timestamp time eventtime datetime date t: ts");

  private static final Set<String> KNOWN =
      Set.of("id", "op", "x", "y", "label", "matrix", "weight", "ts", "model");

  /** The number of members that are listed. */
  private static final int MOST = 8;

  private SampleNames() {}

  /**
   * A hint about a missing field, starting with a semicolon: the member that was probably meant, or
   * all members.
   *
   * @param value the record, well-formed; for null or other bytes the hint is empty
   */
  public static String insteadOf(String field, byte[] value) {
    List<String> members = members(value);
    for (String member : members) {
      if (!KNOWN.contains(member) && FIELDS.meant(member, List.of(field)).isPresent()) {
        return "; did you mean it by '" + Shown.plain(member) + "'?";
      }
    }
    if (members.isEmpty()) {
      return "";
    }
    return members.stream()
        .limit(MOST)
        .map(Shown::plain)
        .collect(
            Collectors.joining(", ", "; the record has ", members.size() > MOST ? ", .." : ""));
  }

  /** Describes an operation that is not known, where its text was found. */
  public static String unknownOp(String where, String text) {
    List<String> known = Arrays.stream(Op.values()).map(Op::label).toList();
    return where
        + " is "
        + Shown.quoted(text)
        + ", must be "
        + String.join(", ", known)
        + " or left out"
        + OPS.meant(text, known).map(op -> "; did you mean \"" + op + "\"?").orElse("");
  }

  /** Describes an id that is too long, where it was found. */
  public static String longId(String where, String id) {
    return where
        + " has "
        + id.length()
        + " characters and begins with "
        + Shown.quoted(id)
        + ", at most "
        + SampleDecoder.MAXIMUM_ID
        + " are allowed";
  }

  /** The names of the members that are not null. */
  private static List<String> members(byte[] value) {
    List<String> members = new ArrayList<>();
    if (value == null) {
      return members;
    }
    int start = Bom.length(value);
    try (JsonParser json = Json.BOUNDED_FACTORY.createParser(value, start, value.length - start)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() != JsonToken.VALUE_NULL) {
          members.add(name);
        }
        json.skipChildren();
      }
    } catch (IOException e) {
      members.clear();
    }
    return members;
  }
}
