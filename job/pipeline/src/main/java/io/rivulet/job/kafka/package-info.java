/**
 * Topics and checks through Kafka's own Admin, for the start of the job and for the command line.
 * No Flink types.
 */
package io.rivulet.job.kafka;
