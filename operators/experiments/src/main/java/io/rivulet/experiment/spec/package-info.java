/** A builder of learner specs for experiments. */
package io.rivulet.experiment.spec;
