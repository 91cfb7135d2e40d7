package io.rivulet.cli.reproduce;

import java.nio.file.Path;

/**
 * What a person chose.
 *
 * @param images file of real data, or null for data that the figure draws by itself
 * @param runs how many runs a curve is the mean of, at least 1
 * @param seed of the first run; each further run has the next one
 */
record Setup(Path images, int runs, long seed) {}
