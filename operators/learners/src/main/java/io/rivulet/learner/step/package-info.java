/**
 * The parts that learners share: the interfaces of a spec and of a learner, the example that is
 * learned and the answer to it, a model linearised at its weights, and the way in which a change is
 * {@linkplain io.rivulet.learner.step.Staged staged} before it is written. The package depends on
 * no learner.
 */
package io.rivulet.learner.step;
