package io.rivulet.state;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;

/**
 * The byte format of one kind of state, little-endian. {@link StateFrame} adds the frame around the
 * bytes (magic, format id, version, length, checksum).
 *
 * <p>Bytes are canonical: equal states give equal bytes. A state that is read back continues to
 * learn with the same bits as the original.
 */
public interface StateFormat<S> {

  /** The name of the format in messages. */
  String name();

  /** The id of the format, which stands in every record and is never reused. */
  short id();

  /** The version that {@link #write} writes; {@link #read} reads 1 to this. */
  byte version();

  /** The number of bytes that {@link #write} adds. */
  long bytes(S state);

  /**
   * Writes the state. Deferred work that serialisation needs is done in place and changes no bit.
   */
  void write(S state, StateOutput into);

  /**
   * Reads a state.
   *
   * @param version the version of the bytes, 1 to {@link #version}
   */
  S read(StateInput from, byte version);
}
