/**
 * Learning without Flink and Kafka: the decoder, the validation and the learners of the job, in one
 * thread and in the order of the records.
 */
package io.rivulet.replay;
