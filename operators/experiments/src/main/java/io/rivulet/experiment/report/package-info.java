/**
 * The errors of a run over rotated digits as a person sees them: in a terminal while they fall, as
 * a table, and on a page that needs no other file.
 */
package io.rivulet.experiment.report;
