/**
 * The figures of the sources as protocols: data, methods, what is measured, and the sheet that it
 * makes. Each is computed through decoder, validator and learners of the job.
 */
package io.rivulet.experiment;
