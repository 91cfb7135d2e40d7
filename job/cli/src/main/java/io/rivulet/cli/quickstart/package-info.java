/**
 * The quick start: rotated digits through a real broker and a real cluster, watched while they
 * learn.
 */
package io.rivulet.cli.quickstart;
