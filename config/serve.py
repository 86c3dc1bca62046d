"""What granian serves: the WSGI application, in workers that leave Ctrl-C to their parent."""

from __future__ import annotations

import gc
import signal

from django.conf import settings
from django.core.cache import close_caches
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, reset_queries

from config import wsgi
from config.handover import handing_over_whole

# A terminal sends Ctrl-C to every process at once. A worker that hears it beside the SIGTERM of its
# parent hangs now and then (seen with two workers of granian 2.8); so only the parent hears it.
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

# What Django does around every request, where there is anything to do. Connections are looked after
# when a request ends, which is early enough for the next; nothing here uses Django's caches.
request_started.disconnect(close_old_connections)
request_finished.disconnect(close_caches)
if not settings.DEBUG:
    request_started.disconnect(reset_queries)

# What is loaded by now stays: the collector need not go through it again with every few thousand
# rows of an answer, which are freed without it. An export in CSV takes a tenth less time.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)

application = handing_over_whole(wsgi.application)
