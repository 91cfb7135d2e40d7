package io.rivulet.client.planted;

import kafka.server.KafkaConfig;

/** Breaks the rule that a client needs no broker's classes. */
final class KnowsABroker {

  private KafkaConfig broker;

  KafkaConfig broker() {
    return broker;
  }
}
