/** Keyed state beside the models, for what is too large for one value or one record. */
package io.rivulet.operator.piece;
