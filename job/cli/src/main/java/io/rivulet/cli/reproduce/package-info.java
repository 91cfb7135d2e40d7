/** The figures of the sources, computed anew through the learners of the job. */
package io.rivulet.cli.reproduce;
