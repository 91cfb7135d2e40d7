/** The command that computes a figure of the sources anew, and writes and prints it. */
package io.rivulet.cli.reproduce;
