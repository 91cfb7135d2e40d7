package io.rivulet.cli.dlq;

import io.rivulet.cli.console.TextTable;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;

/** A dead letter for people, and as JSON. Bytes that are not UTF-8 text appear in Base64. */
final class DeadLetterText {

  private DeadLetterText() {}

  /** Every header, then key and value. */
  static void print(DeadLetter letter, PrintWriter out) {
    row(out, "position", letter.position());
    for (Header header : letter.record().headers()) {
      row(out, header.key(), shown(header.value()));
    }
    row(out, "key", shown(letter.record().key()));
    row(out, "value", shown(letter.record().value()));
    out.flush();
  }

  /** What a list shows of it. */
  static Map<String, Object> summary(DeadLetter letter) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("position", letter.position());
    json.put("time", letter.time().toString());
    json.put("reason", letter.reason());
    json.put("stage", letter.header("stage"));
    put(json, "model", letter.record().key());
    json.put("message", letter.message());
    json.put("record", letter.source());
    return json;
  }

  /** All of it. */
  static Map<String, Object> document(DeadLetter letter) {
    Map<String, Object> headers = new LinkedHashMap<>();
    letter.record().headers().forEach(header -> put(headers, header.key(), header.value()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("position", letter.position());
    json.put("headers", headers);
    put(json, "key", letter.record().key());
    put(json, "value", letter.record().value());
    return json;
  }

  private static void put(Map<String, Object> json, String name, byte[] bytes) {
    Optional<String> text = text(bytes);
    if (bytes == null || text.isPresent()) {
      json.put(name, text.orElse(null));
    } else {
      json.put(name + "Base64", Base64.getEncoder().encodeToString(bytes));
    }
  }

  private static String shown(byte[] bytes) {
    if (bytes == null) {
      return "null";
    }
    return text(bytes)
        .map(TextTable::printable)
        .orElseGet(() -> "base64 " + Base64.getEncoder().encodeToString(bytes));
  }

  private static Optional<String> text(byte[] bytes) {
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static void row(PrintWriter out, String name, String value) {
    out.printf("%-17s %s%n", TextTable.printable(name), value);
  }
}
