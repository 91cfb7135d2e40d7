/**
 * Nets with one hidden layer that is drawn and frozen, or is observed through the read-out and
 * learned: they are regressions on top of regressions ({@code online-net}).
 *
 * <p>Reference: the "online nets" note; D.-H. Lee et al., <i>Difference target propagation</i>,
 * 2015.
 */
package io.rivulet.learner.net;
