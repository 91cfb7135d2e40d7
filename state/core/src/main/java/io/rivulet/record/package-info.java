/**
 * Inputs and outputs as flat immutable records: samples, weights, predictions and rejected records.
 */
package io.rivulet.record;
