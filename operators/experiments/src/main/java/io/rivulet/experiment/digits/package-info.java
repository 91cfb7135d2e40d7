/** Digits to learn, drawn from a seed or read from a file, and how wrong a model is on them. */
package io.rivulet.experiment.digits;
