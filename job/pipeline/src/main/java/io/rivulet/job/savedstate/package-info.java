/** The states from which a job can go on: checkpoints and savepoints in directories. */
package io.rivulet.job.savedstate;
