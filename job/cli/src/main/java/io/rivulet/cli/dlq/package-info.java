/** Commands that show dead letters. */
package io.rivulet.cli.dlq;
