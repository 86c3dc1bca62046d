"""The pages of an edit of many: chosen, asked, confirmed, and what they say."""

from __future__ import annotations

from tests.archive.admin.page import fields_of

LIST = "/admin/archive/incident/"


def chosen(client, records, path: str = LIST, **more):
    """Return the page of the action for these records."""
    return client.post(
        path,
        {"action": "edit_together", "_selected_action": [row.pk for row in records], **more},
    )


def asked(client, page, path: str = LIST, *, reason: str = "Coded anew", **values):
    """Return what the form answers to these values, and nothing else."""
    fields = {**fields_of(page), "reason": reason, **values}
    return client.post(f"{path}bulk/", fields)


def confirmed(client, page, path: str = LIST):
    return client.post(f"{path}bulk/", {"confirmed": page.context["confirmed"]}, follow=True)


def edited(client, records, path: str = LIST, **values):
    """Edit the records and return the page that comes after."""
    return confirmed(client, asked(client, chosen(client, records, path), path, **values), path)


def steps(page) -> list[tuple[str, str, str, int]]:
    return [
        (step.label, step.before, step.after, step.number) for step in page.context["preview"].steps
    ]


def refusals(page) -> list[tuple[str, str]]:
    return [(str(each.record), each.message) for each in page.context["preview"].refusals]
