/** What every command prints and ends with: failures, exit codes, progress, tables, JSON. */
package io.rivulet.cli.console;
