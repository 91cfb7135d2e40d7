package io.rivulet.job.config.planted;

import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

/** Configuration that needs Flink to be read. */
record KnowsFlink(TransactionNamingStrategy naming) {}
