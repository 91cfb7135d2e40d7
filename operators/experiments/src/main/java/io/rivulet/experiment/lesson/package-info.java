/** Data of a seed to learn and to test with, and how good answers to them are. */
package io.rivulet.experiment.lesson;
