/** What a job can go on from: checkpoints and savepoints, as they lie in directories. */
package io.rivulet.job.savedstate;
