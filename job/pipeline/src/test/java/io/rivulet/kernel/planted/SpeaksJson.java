package io.rivulet.kernel.planted;

import com.fasterxml.jackson.core.JsonFactory;

/** A kernel that knows a wire format. */
final class SpeaksJson {

  JsonFactory factory() {
    return new JsonFactory();
  }
}
