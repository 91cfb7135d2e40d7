/**
 * Support for the tests of several modules: a real broker and free ports. Nothing in this package
 * is shipped.
 */
package io.rivulet.testing;
