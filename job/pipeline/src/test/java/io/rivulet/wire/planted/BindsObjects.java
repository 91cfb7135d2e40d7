package io.rivulet.wire.planted;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Object binding beside the streaming reader. */
final class BindsObjects {

  ObjectMapper mapper() {
    return new ObjectMapper();
  }
}
