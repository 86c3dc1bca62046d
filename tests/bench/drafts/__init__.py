"""How good drafts are, beside a simple baseline: `python -m tests.bench.drafts`."""
