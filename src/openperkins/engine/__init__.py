"""The only rooms that open DuckDB or Spark: store, compile, run, fingerprint."""
