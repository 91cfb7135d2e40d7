/**
 * How well models predict: the figures of windows of samples, and the alarms of drift detectors.
 */
package io.rivulet.quality;
