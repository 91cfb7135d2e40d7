/**
 * How well models predict: windows of learned samples, each answered before it was learned, and the
 * detection of drift. The package depends on no learner.
 */
package io.rivulet.learner.quality;
