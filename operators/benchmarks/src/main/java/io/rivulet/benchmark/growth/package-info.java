/** How time and memory grow with a size, and the exponent that fits best. */
package io.rivulet.benchmark.growth;
