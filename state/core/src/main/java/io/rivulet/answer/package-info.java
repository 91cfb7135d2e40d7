/**
 * Answers from published weights alone: what the job would predict, computed by the code that the
 * job runs, in a process that has no model but its weight record.
 */
package io.rivulet.answer;
