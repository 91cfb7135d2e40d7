/** Learner specs as experiments make them. */
package io.rivulet.experiment.spec;
