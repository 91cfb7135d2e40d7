package io.rivulet.wire.raw;

import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.Sample;
import io.rivulet.record.SampleBuilder;
import io.rivulet.record.SampleHeaders;
import io.rivulet.record.Shown;
import io.rivulet.wire.Faults;
import io.rivulet.wire.Json;
import io.rivulet.wire.SampleDecoder;
import io.rivulet.wire.SampleNames;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A reader of the headers of one sample of raw numbers. They are texts with the content that the
 * fields of a JSON sample have.
 */
final class HeaderReader {

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private static final Set<String> NON_FINITE =
      Set.of("nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

  /** The most digits of which every integer is a long. */
  private static final int EXACT_DIGITS = 18;

  private static final Op[] OPS = Op.values();

  private final SampleBuilder sample;
  private final Faults faults = new Faults();

  HeaderReader(SampleBuilder sample) {
    this.sample = sample;
  }

  /** Adds the fields that the record has in its headers, with the fault that ranks first. */
  SampleBuilder read(Origin origin) {
    SampleHeaders headers = origin.headers();
    if (headers.id() != null) {
      readId(headers.id());
    }
    if (headers.op() != null) {
      readOp(headers.op());
    }
    if (headers.ts() != null) {
      readTime(headers.ts());
    }
    if (headers.weight() != null) {
      readWeight(headers.weight());
    }
    String schema = SampleDecoder.schemaFault(origin.schema());
    if (schema != null) {
      faults.note(Reason.UNSUPPORTED, schema);
    }
    return sample.fault(faults.reason(), faults.message());
  }

  private void readId(byte[] utf8) {
    String id = text(SampleHeaders.ID, utf8);
    sample.id(id);
    if (id != null && id.length() > SampleDecoder.MAXIMUM_ID) {
      faults.note(Reason.MALFORMED, SampleNames.longId(named(SampleHeaders.ID), id));
    }
  }

  private void readOp(byte[] utf8) {
    String text = text(SampleHeaders.OP, utf8);
    for (Op op : OPS) {
      if (op.label().equals(text)) {
        sample.op(op);
        return;
      }
    }
    if (text != null) {
      faults.note(Reason.MALFORMED, SampleNames.unknownOp(named(SampleHeaders.OP), text));
    }
  }

  private void readTime(byte[] utf8) {
    long plain = plain(utf8);
    if (plain >= 0) {
      sample.ts(plain);
      return;
    }
    String text = text(SampleHeaders.TS, utf8);
    if (text == null) {
      return;
    }
    BigDecimal time = number(text) ? exact(text) : null;
    if (time == null || time.stripTrailingZeros().scale() > 0) {
      faults.note(
          Reason.MALFORMED,
          mistyped(SampleHeaders.TS, text, "an integer: milliseconds since 1970"));
    } else if (time.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      faults.note(
          Reason.MALFORMED,
          mistyped(
              SampleHeaders.TS,
              text,
              "milliseconds since 1970, at most " + Long.MAX_VALUE + " in size"));
    } else {
      sample.ts(time.longValueExact());
    }
  }

  /** A number without sign, point and exponent, of few digits; -1 for any other text. */
  private static long plain(byte[] text) {
    if (text.length == 0 || text.length > EXACT_DIGITS || (text[0] == '0' && text.length > 1)) {
      return -1;
    }
    long value = 0;
    for (byte digit : text) {
      if (digit < '0' || digit > '9') {
        return -1;
      }
      value = 10 * value + digit - '0';
    }
    return value;
  }

  /**
   * The exact value; a finite number whose nearest float64 is an integer below 2^53 counts as that
   * integer. Null for a number that is not finite.
   */
  private static BigDecimal exact(String text) {
    double nearest = Double.parseDouble(text);
    if (!Double.isFinite(nearest)) {
      return null;
    }
    return Math.abs(nearest) <= Sample.LARGEST_EXACT
        ? new BigDecimal(nearest)
        : new BigDecimal(text);
  }

  private void readWeight(byte[] utf8) {
    String text = text(SampleHeaders.WEIGHT, utf8);
    if (text == null) {
      return;
    }
    if (NON_FINITE.contains(text.toLowerCase(Locale.ROOT))) {
      faults.note(
          Reason.NON_FINITE, mistyped(SampleHeaders.WEIGHT, text, "a finite number or left out"));
    } else if (number(text)) {
      sample.weight(Double.parseDouble(text) + 0.0);
    } else {
      faults.note(Reason.MALFORMED, mistyped(SampleHeaders.WEIGHT, text, "a number as in JSON"));
    }
  }

  private static boolean number(String text) {
    return text.length() <= Json.MAXIMUM_NUMBER && NUMBER.matcher(text).matches();
  }

  /** The text of a header, or null after noting a fault. */
  private String text(String header, byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      faults.note(
          Reason.MALFORMED,
          named(header) + " is not UTF-8, it has " + utf8.length + " bytes; write it as text");
      return null;
    }
  }

  private static String named(String header) {
    return "header " + header;
  }

  private static String mistyped(String header, String text, String taken) {
    return named(header) + " is " + Shown.quoted(text) + ", must be " + taken;
  }
}
