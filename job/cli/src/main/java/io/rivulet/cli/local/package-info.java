/** The local platform, and the commands that start it, end it and show its logs. */
package io.rivulet.cli.local;
