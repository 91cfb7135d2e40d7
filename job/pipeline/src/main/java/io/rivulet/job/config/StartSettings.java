package io.rivulet.job.config;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a start may do that would otherwise be refused.
 *
 * @param fresh begin without a state over topics that hold weights, with incarnations above theirs
 * @param adopt go on from the state of other topics or of another group
 * @param rewind go on from a state that is older than the topics, with incarnations above theirs
 */
public record StartSettings(boolean fresh, boolean adopt, boolean rewind) implements Serializable {

  public static final String FRESH = "start.fresh";
  public static final String ADOPT = "start.adopt";
  public static final String REWIND = "start.rewind";

  /** The options that are set, in the order of their names. */
  public List<String> options() {
    var set = new TreeMap<>(Map.of(FRESH, fresh, ADOPT, adopt, REWIND, rewind));
    set.values().removeIf(on -> !on);
    return List.copyOf(set.keySet());
  }
}
