/** From a named x to the columns that a model learns: numbers, categories, hashed texts. */
package io.rivulet.feature;
