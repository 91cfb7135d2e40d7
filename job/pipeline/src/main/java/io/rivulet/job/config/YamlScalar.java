package io.rivulet.job.config;

import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Unquoted scalars by the core schema of YAML 1.2 (section 10.3), where {@code 1e-9} is a number
 * and {@code yes}, {@code 012:30} and {@code 1_000} are texts; the parser's own rules are those of
 * YAML 1.1. Quoted scalars are texts.
 */
final class YamlScalar {

  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
  private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
  private static final int MOST_DIGITS = 64;

  private YamlScalar() {}

  static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar
        && isPlain(scalar)
        && NULLS.contains(scalar.getValue());
  }

  /** False for numbers that no double holds or that are absurdly long. */
  static boolean isReadable(ScalarNode scalar) {
    String text = scalar.getValue();
    if (!isPlain(scalar)) {
      return true;
    }
    if (FLOAT.matcher(text).matches()) {
      return text.length() <= MOST_DIGITS && Double.isFinite(Double.parseDouble(text));
    }
    return !NOT_FINITE.matcher(text).matches()
        && (!isInteger(text) || text.length() <= MOST_DIGITS);
  }

  /** Null, Boolean, Integer, Long, BigInteger, Double or String. */
  static Object value(ScalarNode scalar) {
    String text = scalar.getValue();
    if (!isPlain(scalar)) {
      return text;
    }
    if (NULLS.contains(text)) {
      return null;
    }
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return TRUE.contains(text);
    }
    if (isInteger(text)) {
      return integer(text);
    }
    return FLOAT.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
  }

  private static boolean isPlain(ScalarNode scalar) {
    return scalar.getScalarStyle() == ScalarStyle.PLAIN;
  }

  private static boolean isInteger(String text) {
    return DECIMAL.matcher(text).matches()
        || HEXADECIMAL.matcher(text).matches()
        || OCTAL.matcher(text).matches();
  }

  /** In the smallest of Integer, Long and BigInteger. */
  private static Number integer(String text) {
    BigInteger number =
        text.startsWith("0x")
            ? new BigInteger(text.substring(2), 16)
            : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
    if (number.bitLength() < Integer.SIZE) {
      return number.intValue();
    }
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }
}
