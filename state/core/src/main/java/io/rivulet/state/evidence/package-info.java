/** The state of least squares whose noise is found in the stream. */
package io.rivulet.state.evidence;
