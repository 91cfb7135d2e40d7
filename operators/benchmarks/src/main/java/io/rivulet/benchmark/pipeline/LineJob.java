package io.rivulet.benchmark.pipeline;

import java.util.Map;

/** A job that can be put into the line. */
interface LineJob {

  /** How rows name it, as in {@code counter}. */
  String label();

  /**
   * Submits it and returns when it runs.
   *
   * @param group of its consumers, new for each run
   * @param flink settings that both jobs of a case get
   * @return its id
   */
  String submit(LineTopics topics, String group, Map<String, String> flink);
}
