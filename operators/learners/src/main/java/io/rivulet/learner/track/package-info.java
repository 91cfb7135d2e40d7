/**
 * {@code orfit} with {@code objective: track}: for systems that change, with what to forget and
 * whom to believe chosen by the stream.
 */
package io.rivulet.learner.track;
