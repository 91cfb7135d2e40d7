/** What enters and leaves: samples, weights, predictions and rejects, as flat immutable records. */
package io.rivulet.record;
