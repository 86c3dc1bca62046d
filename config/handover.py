"""How answers are handed to the server: whole, unless they are streamed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpResponse

WsgiApplication = Callable[[dict[str, Any], Any], Iterable[bytes]]


def handing_over_whole(application: WsgiApplication) -> WsgiApplication:
    """Return the application with a list for every answer that is there already.

    Granian sends a list at once; of anything else it asks the pieces from another thread, which
    takes longer than many an answer.
    """

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        response = application(environ, start_response)
        if not isinstance(response, HttpResponse):
            return response
        # As a server would when it has sent everything: the request ends here.
        response.close()
        return [response.content]

    return answer
