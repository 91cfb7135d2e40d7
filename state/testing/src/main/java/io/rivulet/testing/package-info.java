/**
 * Support for the tests of several modules: a real broker, free ports and seeds. Nothing in this
 * package is shipped.
 */
package io.rivulet.testing;
