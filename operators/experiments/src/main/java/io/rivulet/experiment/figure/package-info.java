/** Figures: their curves, axes and references, laid out for a page and drawn on a canvas. */
package io.rivulet.experiment.figure;
