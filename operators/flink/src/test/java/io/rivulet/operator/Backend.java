package io.rivulet.operator;

import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;

/**
 * The state backends that the learn operator runs on; full snapshots, as the harness keeps them.
 */
enum Backend {
  HASHMAP {
    @Override
    StateBackend create() {
      return new HashMapStateBackend();
    }
  },
  ROCKSDB {
    @Override
    StateBackend create() {
      EmbeddedRocksDBStateBackend backend = new EmbeddedRocksDBStateBackend(false);
      backend.getMemoryConfiguration().setFixedMemoryPerSlot("128m");
      return backend;
    }
  };

  abstract StateBackend create();
}
