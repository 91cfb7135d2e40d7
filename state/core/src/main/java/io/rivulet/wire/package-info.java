/**
 * The JSON form of records and specs, read and written by streaming, never as a tree of samples.
 */
package io.rivulet.wire;
