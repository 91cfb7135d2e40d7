package io.rivulet.job.config.secret;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ${file:PATH:KEY}}, the only form in which a secret enters the configuration. Each Kafka
 * client resolves it where it runs, so the secret reaches neither the job graph nor a log.
 *
 * @param path absolute, of a properties file
 * @param key in that file
 */
public record SecretReference(String path, String key) {

  private static final Pattern FORM = Pattern.compile("\\$\\{file:(/[^:}]+):([^:}]+)}");

  /** Present when the whole text is one reference. */
  public static Optional<SecretReference> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new SecretReference(form.group(1), form.group(2)))
        : Optional.empty();
  }
}
