/** The files that commands read, and those that they write, which are never seen half written. */
package io.rivulet.cli.file;
