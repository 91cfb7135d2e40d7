package io.rivulet.state;

import java.nio.ByteBuffer;

/**
 * The bytes of one kind of state. Little-endian; the frame around them (magic, format id, version,
 * length, checksum) is {@link StateFrame}'s.
 *
 * <p>Bytes are canonical: equal states give equal bytes, and reading them back and learning on
 * gives the bits that learning straight on gives.
 */
public interface StateFormat<S> {

  /** Names the format in messages. */
  String name();

  /** Stands in every record; never reused. */
  short id();

  /** The version that {@link #write} writes; {@link #read} reads 1 to this. */
  byte version();

  /** How many bytes {@link #write} adds. */
  long bytes(S state);

  /**
   * Writes the state; deferred work that serialisation needs is done in place and changes no bit.
   */
  void write(S state, ByteBuffer into);

  /**
   * Reads a state.
   *
   * @param version 1 to {@link #version}
   */
  S read(ByteBuffer from, byte version);
}
