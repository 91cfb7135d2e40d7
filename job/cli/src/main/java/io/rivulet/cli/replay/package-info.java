/** The command that learns from a file, and what it reads and writes. */
package io.rivulet.cli.replay;
