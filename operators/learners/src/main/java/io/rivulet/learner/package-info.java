/**
 * Models that learn from validated samples: the public face of all learners, and the only package
 * of this module that other modules use. It depends on neither Flink nor Kafka.
 *
 * <p>Each of the subpackages {@code recursive}, {@code sketch}, {@code gradient}, {@code ledger},
 * {@code net}, {@code window} and {@code flow} contains one kind of learner. They use {@code step},
 * which learners share, {@code spec}, which specs share, and {@code spectral}, decompositions of
 * small matrices. They do not use each other, except that {@code net} is built on {@code recursive}
 * and {@code window} on {@code sketch}. {@code quality} measures the predictions of any of them.
 * Types that are public in a subpackage are public for its neighbours only.
 */
package io.rivulet.learner;
