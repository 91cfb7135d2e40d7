/** What tests of several modules need: a real broker and free ports. Nothing here is shipped. */
package io.rivulet.testing;
