/**
 * Models that learn from validated samples: the face of all learners, and the only package of them
 * that others use. No Flink, no Kafka.
 *
 * <p>Behind it the rooms {@code recursive}, {@code sketch}, {@code gradient}, {@code ledger},
 * {@code net}, {@code window} and {@code flow} have a kind of learner each. They know {@code step},
 * what learners share, {@code spec}, what specs share, and {@code spectral}, decompositions of
 * small matrices, but not each other; only {@code net} is built on {@code recursive} and {@code
 * window} on {@code sketch}. What is public in a room is public for its neighbours.
 */
package io.rivulet.learner;
