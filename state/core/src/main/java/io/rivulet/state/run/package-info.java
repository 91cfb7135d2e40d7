/**
 * The state of a run: the topics of a job, its base incarnation and the marks of its checkpoints.
 */
package io.rivulet.state.run;
