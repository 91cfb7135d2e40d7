/**
 * The parts that all specs have in common: typed access to fields, the shape of the model, its
 * initial weights and its prior, and the messages about wrong fields. The package depends on no
 * learner.
 */
package io.rivulet.learner.spec;
