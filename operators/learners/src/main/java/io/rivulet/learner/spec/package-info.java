/**
 * What every spec has in common: typed access to its fields, the shape of the model, how it starts,
 * its prior, and what to say about a field that is wrong. It knows no learner.
 */
package io.rivulet.learner.spec;
