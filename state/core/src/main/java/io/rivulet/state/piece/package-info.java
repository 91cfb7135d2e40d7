/** Learned states that are too large for one value. */
package io.rivulet.state.piece;
