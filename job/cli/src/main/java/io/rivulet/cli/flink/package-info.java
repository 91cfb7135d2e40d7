/** Commands that submit a job, go on with it, save its state and cancel it. */
package io.rivulet.cli.flink;
