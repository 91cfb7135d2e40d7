/** The main that {@code rivulet bench} starts, and the JVMs in which kernels are measured. */
package io.rivulet.benchmark.run;
