/** The command that finds what would keep a job from running. */
package io.rivulet.cli.doctor;
