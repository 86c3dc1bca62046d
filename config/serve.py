"""What granian serves: the WSGI application, in workers that leave Ctrl-C to their parent."""

from __future__ import annotations

import gc
import signal

from config.wsgi import application

__all__ = ["application"]

# A terminal sends Ctrl-C to every process at once. A worker that hears it beside the SIGTERM of its
# parent hangs now and then (seen with two workers of granian 2.8); so only the parent hears it.
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

# What is loaded by now stays: the collector need not go through it again with every few thousand
# rows of an answer, which are freed without it. An export in CSV takes a tenth less time.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
