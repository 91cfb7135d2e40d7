/**
 * What learners share: the spec of a learner and the learner itself, the example that is learned
 * and the answer to it, a model linearised at its weights, and how a change is {@linkplain
 * io.rivulet.learner.step.Staged staged} before it is written. It knows no learner.
 */
package io.rivulet.learner.step;
