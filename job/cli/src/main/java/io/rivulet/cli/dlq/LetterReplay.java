package io.rivulet.cli.dlq;

import io.rivulet.job.config.TopicNames;
import io.rivulet.record.Origin;
import io.rivulet.record.SampleHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Which dead letters go back to the topic that they came from, and in which form.
 *
 * @param again whether those that were sent before are sent again
 */
record LetterReplay(TopicNames topics, LetterFilter filter, ReplayMarks marks, boolean again) {

  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  /** The headers that belong to the sample itself, and not to its rejection. */
  private static final List<String> KEPT_HEADERS =
      Stream.concat(Stream.of(Origin.SCHEMA_HEADER), SampleHeaders.NAMES.stream()).toList();

  /** What becomes of a letter that the filter takes. */
  LetterFate fate(DeadLetter letter) {
    if (!Set.of(topics.samples(), topics.control()).contains(letter.header("topic"))) {
      return LetterFate.ELSEWHERE;
    }
    if (isCut(letter)) {
      return LetterFate.CUT;
    }
    return !again && marks.hold(letter) ? LetterFate.SENT_BEFORE : LetterFate.SENT;
  }

  /** The original, with how often it was sent again, this time included. */
  static ProducerRecord<byte[], byte[]> original(DeadLetter letter) {
    var original =
        new ProducerRecord<>(
            letter.header("topic"), letter.record().key(), letter.record().value());
    for (String name : KEPT_HEADERS) {
      Header header = letter.record().headers().lastHeader(name);
      if (header != null) {
        original.headers().add(header);
      }
    }
    long count = 1L + Origin.replayed(letter.header("replayed"));
    original
        .headers()
        .add(Origin.REPLAYED_HEADER, String.valueOf(count).getBytes(StandardCharsets.UTF_8));
    return original;
  }

  /** A length that is no number proves nothing. */
  private static boolean isCut(DeadLetter letter) {
    if (letter.record().headers().lastHeader("rivulet-length") == null) {
      return false;
    }
    byte[] value = letter.record().value();
    String length = letter.header("length");
    return !LENGTH.matcher(length).matches()
        || Long.parseLong(length) > (value == null ? 0 : value.length);
  }
}
