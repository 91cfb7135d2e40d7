/** The command that creates the topics of a job. */
package io.rivulet.cli.topics;
