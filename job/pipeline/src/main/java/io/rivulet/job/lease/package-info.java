/**
 * One job at a time learns from a pair of topics: who may, and where its incarnations begin. Knows
 * Kafka and no Flink, so that the command line can check before a job starts.
 */
package io.rivulet.job.lease;
