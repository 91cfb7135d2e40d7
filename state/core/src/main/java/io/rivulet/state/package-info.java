/**
 * Learned states and their byte formats: what outlives a process. A change here can break a
 * savepoint, so every format has golden bytes.
 */
package io.rivulet.state;
