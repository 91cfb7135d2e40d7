/** The learned state of {@code orfit} when it follows a system that changes. */
package io.rivulet.state.track;
