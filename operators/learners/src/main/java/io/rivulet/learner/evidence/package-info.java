/**
 * Linear regression by a sketch whose noise is found in the stream: {@code orfit} with {@code
 * noise: auto}.
 */
package io.rivulet.learner.evidence;
