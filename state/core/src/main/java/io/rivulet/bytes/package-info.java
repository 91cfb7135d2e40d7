/** The bytes of states on their way, in one array or in pieces. */
package io.rivulet.bytes;
