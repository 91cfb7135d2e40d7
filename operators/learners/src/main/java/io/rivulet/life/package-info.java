/**
 * The life of a model beyond learning: commands, incarnations, targets that come late, and the time
 * by which all of this is measured. The job and the replay of files use the same code.
 */
package io.rivulet.life;
