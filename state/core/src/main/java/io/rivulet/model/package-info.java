/** Models: how weights answer an input, and how the answer changes with the weights. */
package io.rivulet.model;
