package io.rivulet.cli.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Picks the wanted entries out of the lines of one log, in their order. A line that begins no entry
 * belongs to the entry before it.
 */
final class LogSieve {

  private final LogFilter filter;

  /** Whether the entry is wanted to which the next line may belong. */
  private boolean taking;

  LogSieve(LogFilter filter) {
    this.filter = filter;
    taking = filter.isOpen();
  }

  /** The wanted ones, each with all of its lines. */
  List<List<String>> entries(List<String> lines) {
    List<List<String>> entries = new ArrayList<>();
    for (String line : lines) {
      Optional<LogEntry> begun = LogEntry.begunBy(line);
      taking = begun.map(filter::takes).orElse(taking);
      if (taking && (begun.isPresent() || entries.isEmpty())) {
        entries.add(new ArrayList<>());
      }
      if (taking) {
        entries.get(entries.size() - 1).add(line);
      }
    }
    return entries;
  }
}
