"""A benchmark of whole processes over HTTP: `make bench` (docs/performance.md)."""
