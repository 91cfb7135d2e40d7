package io.rivulet.job;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Keeps what it is given, in the one JVM of a MiniCluster. */
record CollectingSink<T>(String name) implements Sink<T> {

  private static final long serialVersionUID = 1L;

  private static final Map<String, Queue<Object>> TAKEN = new ConcurrentHashMap<>();

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    Queue<Object> taken = TAKEN.computeIfAbsent(name, key -> new ConcurrentLinkedQueue<>());
    return new SinkWriter<>() {
      @Override
      public void write(T element, Context writing) {
        taken.add(element);
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }

  @SuppressWarnings("unchecked")
  List<T> taken() {
    return (List<T>) List.copyOf(TAKEN.getOrDefault(name, new ConcurrentLinkedQueue<>()));
  }
}
