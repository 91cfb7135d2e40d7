package io.rivulet.state.life;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The first 16 bytes of SHA-256 over the canonical text of a spec. The first 8 of them are the
 * fingerprint; twice as many make sure that nobody finds two specs of one key.
 *
 * @param high the first 8 bytes, little-endian
 * @param low the next 8 bytes, little-endian
 */
public record SpecKey(long high, long low) {

  /** The bytes of a key. */
  public static final int BYTES = 2 * Long.BYTES;

  /** The key of a canonical text. */
  public static SpecKey of(String canonical) {
    try {
      ByteBuffer digest =
          ByteBuffer.wrap(
                  MessageDigest.getInstance("SHA-256")
                      .digest(canonical.getBytes(StandardCharsets.UTF_8)))
              .order(ByteOrder.LITTLE_ENDIAN);
      return new SpecKey(digest.getLong(), digest.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** 32 hexadecimal digits, which begin with the fingerprint of the spec. */
  public String hex() {
    HexFormat digits = HexFormat.of();
    return digits.toHexDigits(Long.reverseBytes(high)) + digits.toHexDigits(Long.reverseBytes(low));
  }
}
