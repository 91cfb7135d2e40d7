/**
 * The surfaces that pictures are drawn on: an SVG text or the pixels of a PNG, with letters of
 * known width.
 */
package io.rivulet.experiment.canvas;
