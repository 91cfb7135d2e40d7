/** The log files of the local platform, entry by entry. */
package io.rivulet.cli.log;
