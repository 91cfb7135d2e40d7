/** The wiring: main, topology, and the defaults that a stock cluster lacks. */
package io.rivulet.job;
