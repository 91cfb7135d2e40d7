package io.rivulet.benchmark.pipeline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How a sample is written, and what the job must be told of it. */
enum SampleForm {
  /** {@code {"x": [..], "y": ..}}. */
  JSON {
    @Override
    byte[] write(double[] x, double y) {
      StringBuilder text = new StringBuilder("{\"x\":[");
      for (int i = 0; i < x.length; i++) {
        text.append(i == 0 ? "" : ",").append(x[i]);
      }
      text.append("],\"y\":").append(y).append('}');
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }
  },
  /** Little-endian float64: x, and then y. */
  RAW {
    @Override
    byte[] write(double[] x, double y) {
      ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * (x.length + 1));
      bytes.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(x).put(y);
      return bytes.array();
    }
  };

  abstract byte[] write(double[] x, double y);

  /** Options of the job, {@code --name} and value by turns. */
  List<String> options() {
    return this == RAW ? List.of("--format", "raw") : List.of();
  }
}
