/**
 * Answers from published weights alone: the predictions of the job, computed by the code that the
 * job runs, in a process that has only the weight record of a model.
 */
package io.rivulet.answer;
