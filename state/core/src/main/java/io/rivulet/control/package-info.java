/**
 * The life of a model as its operators command it: commands, their acknowledgements, and states
 * that leave one job and enter another.
 */
package io.rivulet.control;
