package io.rivulet.cli.model;

import io.rivulet.cli.console.TextTable;
import io.rivulet.job.config.TimeSpan;
import java.time.Duration;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads an option whose duration may be left out: {@code --wait}, {@code --wait 2min}, {@code
 * --wait=2min}. The word behind it is taken for a duration only when it is one, so that {@code
 * --wait pump-7} names a model.
 */
final class OptionalSpan implements IParameterPreprocessor, ITypeConverter<Duration> {

  static final String DEFAULT = "30s";

  @Override
  @SuppressWarnings("JdkObsolete") // picocli hands over a stack
  public boolean preprocess(
      Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> facts) {
    boolean attached = !" ".equals(facts.get("separator"));
    if (!attached && (args.isEmpty() || TimeSpan.parse(args.peek()).isEmpty())) {
      args.push(DEFAULT);
    }
    return false;
  }

  @Override
  public Duration convert(String text) {
    return TimeSpan.parse(text)
        .filter(span -> !span.isZero())
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + TextTable.printable(text)
                        + "' is not a duration; give a number and a unit, such as 30s or 2min"));
  }
}
