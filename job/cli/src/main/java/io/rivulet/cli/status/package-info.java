/** The command that shows the local platform and its jobs. */
package io.rivulet.cli.status;
