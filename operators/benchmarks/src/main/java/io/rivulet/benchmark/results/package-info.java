/** Rows as JSON, the file that keeps them with all that they depend on, and the page of it. */
package io.rivulet.benchmark.results;
