/**
 * Displays of the errors of a run over rotated digits: in a terminal during the run, as a table,
 * and on a self-contained page.
 */
package io.rivulet.experiment.report;
