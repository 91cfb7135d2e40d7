/**
 * Programs that are submitted beside the job to measure it: they have its source, key, state and
 * sinks, and learn nothing. They stand in a jar of their own and find the Kafka connector in that
 * of the job, so that both run on the same classes.
 */
package io.rivulet.benchmark.pipeline.job;
