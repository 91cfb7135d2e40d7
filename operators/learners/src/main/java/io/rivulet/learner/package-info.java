/**
 * Learning rules, their specs, and a model that learns from validated samples. No Flink, no Kafka.
 */
package io.rivulet.learner;
