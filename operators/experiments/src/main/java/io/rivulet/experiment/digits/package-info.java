/** Digits to learn, drawn from a seed or read from a file, and the errors of models on them. */
package io.rivulet.experiment.digits;
