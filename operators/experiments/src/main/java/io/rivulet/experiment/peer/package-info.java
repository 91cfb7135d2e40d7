/** Drawn streams of regressions, and learners that are not of this project, to compare with. */
package io.rivulet.experiment.peer;
