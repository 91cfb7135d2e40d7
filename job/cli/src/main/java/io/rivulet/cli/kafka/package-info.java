/** Commands that speak to Kafka: topics, samples, weights and dead letters. */
package io.rivulet.cli.kafka;
