package io.rivulet.job.config;

import java.io.Serializable;

/**
 * One thing that is wrong with a configuration.
 *
 * @param subject the key it is about, such as {@code models[0].spec.memory}; empty when it is about
 *     no single one
 * @param message a whole sentence: what, where, what is allowed, what to do
 */
public record Problem(String subject, String message) implements Serializable {

  private static final long serialVersionUID = 1L;

  Problem at(String origin) {
    return message.contains(origin) ? this : new Problem(subject, message + " (" + origin + ")");
  }
}
