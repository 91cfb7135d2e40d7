/**
 * The job beside one that only counts, on a broker and a cluster of this machine. It drives both
 * from outside, as a user would: by the command {@code rivulet}, Flink's REST interface and Kafka's
 * clients, so that nothing of the measurement runs in what is measured.
 */
package io.rivulet.benchmark.pipeline;
