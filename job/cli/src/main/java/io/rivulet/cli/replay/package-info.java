/**
 * Learning from a file: the decoder, the validation and the learners of the job, without the job.
 */
package io.rivulet.cli.replay;
