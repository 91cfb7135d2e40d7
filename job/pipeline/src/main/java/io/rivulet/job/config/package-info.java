/**
 * The job's configuration: one YAML file, each key also on the command line, checked before
 * anything starts. No Flink types: the command line reads it without Flink on its class path.
 */
package io.rivulet.job.config;
