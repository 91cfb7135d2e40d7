/**
 * What a model does to its answers to earlier samples, measured beside it while it learns: the
 * field {@code recall} of a spec.
 */
package io.rivulet.learner.recall;
