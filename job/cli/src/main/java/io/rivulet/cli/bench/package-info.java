/**
 * The command that measures; what it measures with is not shipped, and runs in a JVM of its own.
 */
package io.rivulet.cli.bench;
