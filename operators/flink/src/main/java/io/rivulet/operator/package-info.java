/**
 * The Flink operators that carry the learners: decoding, learning with the model store, metrics.
 */
package io.rivulet.operator;
