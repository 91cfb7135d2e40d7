/** How commands reach a Kafka cluster, and the options that they share. */
package io.rivulet.cli.kafka;
