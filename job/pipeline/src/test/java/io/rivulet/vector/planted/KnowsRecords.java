package io.rivulet.vector.planted;

import io.rivulet.record.Op;

/** A kernel that knows what it is used for. */
final class KnowsRecords {

  Op op() {
    return Op.LEARN;
  }
}
