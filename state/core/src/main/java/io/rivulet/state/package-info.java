/**
 * Learned states and their byte formats, which outlive a process. A change here can break a
 * savepoint, so every format has golden bytes.
 */
package io.rivulet.state;
