/**
 * Samples as raw numbers: the value of a record is little-endian float64, and what else belongs to
 * the sample is in its headers.
 */
package io.rivulet.wire.raw;
