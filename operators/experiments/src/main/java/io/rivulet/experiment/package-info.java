/**
 * The figures of the sources as protocols: the data, the methods, the measured quantities and the
 * resulting sheet. Each is computed by the decoder, the validator and the learners of the job.
 */
package io.rivulet.experiment;
