/**
 * What tests of several modules need: a real broker, free ports and seeds. Nothing here is shipped.
 */
package io.rivulet.testing;
