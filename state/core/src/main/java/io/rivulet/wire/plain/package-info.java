/**
 * Samples in the plain form that most producers write, read from the bytes without objects in
 * between. Whatever is not of that form is left to the parser, which also knows what to say of it.
 */
package io.rivulet.wire.plain;
