"""Somebody at the desk of a text, and the text."""

from __future__ import annotations

import json

from django.urls import reverse

# An emoji of two UTF-16 units, no-break spaces, curly quotes, a carriage return.
BODY = "🚀 At\u00a0noon “three men\u00a0died,” Ana Ruiz said.\r\nShe didn’t say who fired."
QUOTE = "three men\u00a0died,"


class Desk:
    """Somebody at the desk of a text."""

    def __init__(self, client, revision, user) -> None:
        self.client, self.revision, self.user = client, revision, user
        client.force_login(user)

    def write(self, what: str, **sent):
        place = [self.revision.article_id, self.revision.number, what]
        address = reverse("admin:archive_article_desk_write", args=place)
        return self.client.post(address, json.dumps(sent), content_type="application/json")

    def code(self, what: str, words: str, **fields):
        start = self.revision.body.index(words)
        end = start + len(words)
        return self.write(what, start=start, end=end, exact=words, fields=fields)

    def statement(self, words: str = QUOTE, **fields):
        known = {"form": "direct", "role": "speaker", "anonymity": "named", "actors": []}
        return self.code("statement", words, **(known | fields))

    def incident(self, words: str = QUOTE, **fields):
        known = {
            "title": "Three killed",
            "event_type": "ASSAULT",
            "modality": "actual",
            "date_semantics": "unknown",
        }
        return self.code("incident", words, **(known | fields))
