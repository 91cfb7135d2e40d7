/** The JSON form of commands, of their acknowledgements and of exported states. */
package io.rivulet.wire.control;
