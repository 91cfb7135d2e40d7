/** The files that commands read, and those that they write as a whole or not at all. */
package io.rivulet.cli.file;
