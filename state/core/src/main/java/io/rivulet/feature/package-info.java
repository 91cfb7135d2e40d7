/**
 * Features: how the values of a named x become the columns that a model learns, as numbers,
 * categories or hashed texts.
 */
package io.rivulet.feature;
