package io.rivulet.state.life;

import java.io.IOException;

/** Specs that are stored once, beside the models that have them. */
public interface SpecRegister {

  /** A register without room, so that each life has its spec in itself. */
  SpecRegister NONE =
      new SpecRegister() {
        @Override
        public SpecKey key(String spec) {
          return null;
        }

        @Override
        public String spec(SpecKey key) {
          return null;
        }
      };

  /**
   * The key of a spec, which is entered when it is new.
   *
   * @return null when there is no room, so that the life must have the spec in itself
   */
  SpecKey key(String spec) throws IOException;

  /** The spec of a key, or null when it was never entered. */
  String spec(SpecKey key) throws IOException;
}
