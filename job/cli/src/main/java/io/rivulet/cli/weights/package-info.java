/** Commands that read the weights topic, and the one that predicts with what it holds. */
package io.rivulet.cli.weights;
