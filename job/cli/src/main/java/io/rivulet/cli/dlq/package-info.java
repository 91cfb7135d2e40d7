/** Commands that show dead letters, and send them again. */
package io.rivulet.cli.dlq;
