"""What operations are called and said to do, for all resources alike."""

from __future__ import annotations

SUMMARIES = {
    "list": "List {plural}",
    "retrieve": "Retrieve {a_singular}",
    "facets": "Count {plural} by terms",
    "timeline": "Count {plural} in time",
    "totals": "Add up what was counted in {plural}",
    "network": "List who appears with {a_singular}",
    "history": "List the versions of {a_singular}",
    "export": "Export {plural}",
    "create": "Make {a_singular}",
    "update": "Put {a_singular} anew",
    "partial_update": "Change {a_singular}",
    "destroy": "Delete {a_singular}",
    "submit": "Send {a_singular} to review",
    "publish": "Publish {a_singular}",
    "return_to_draft": "Return {a_singular} to its author",
    "retract": "Retract {a_singular}",
    "merge": "Merge {a_singular} into another",
    "unmerge": "Take the merge of {a_singular} back",
    "bulk": "Make several {plural}",
    "bulk_change": "Change several {plural}",
}
OUTCOMES = {
    "list": "The {plural} that were asked for.",
    "retrieve": "The {singular}.",
    "facets": "How many {plural} have each term.",
    "timeline": "How many {plural} lie in each bucket.",
    "totals": "The totals.",
    "network": "The actors that appear with it.",
    "history": "Its versions, the newest first, each with what it changed.",
    "export": "All the {plural} that were asked for, in one file.",
    "create": "The {singular} as it was made.",
    "update": "The {singular} as it is now.",
    "partial_update": "The {singular} as it is now.",
    "destroy": "It is deleted.",
    "merge": "What was merged, or would be.",
    "bulk": "The {plural} as they were made.",
    "bulk_change": "The {plural} as they are now.",
    **dict.fromkeys(
        ("submit", "publish", "return_to_draft", "retract", "unmerge"),
        "The {singular} as it is now.",
    ),
}
OF_ALL_RECORDS = {
    "list": "A page of them: follow `next`, or give `next_cursor` as `cursor`, until it is null.",
    "retrieve": "A record that was merged into another redirects to it; a retracted one is gone.",
    "create": "It is a draft unless `review_status` says otherwise and your role may.",
    "update": "What the body leaves out is emptied; a list is replaced by the list given, whose "
    "items keep their rows where they say the same or give their `position` or `uid`. What an "
    "answer shows can be sent back as it is, and changes nothing.",
    "partial_update": "What the body leaves out stays as it is, the members of objects included; "
    "null is not the same as nothing. A list is replaced by the list given, whose items keep their "
    "rows where they say the same or give their `position` or `uid`.",
    "destroy": "Only what no other record refers to; its parts and passages go with it, and its "
    "address answers 410 if it was ever public. Retract what was published instead.",
    "submit": "A draft, that is; reviewers find it among what waits for them.",
    "publish": "From a draft, from review, or from retraction, which takes a reason. What it "
    "cannot be read without has to be published first.",
    "return_to_draft": "From review, with the reason.",
    "retract": "What was published: its address answers 410 with the reason from then on.",
    "merge": "Its address leads to the other from then on, and all that names it names the other. "
    "`dry_run` tells what would move and does nothing.",
    "unmerge": "Everything is where it was, but for what was changed since.",
    "bulk": "All of them or none: each fault names its item, as in `/3/participants/0/actor/uid`.",
    "bulk_change": "All of them or none, each by its `uid` and the `etag` that was read; what an "
    "item leaves out stays. Each fault names its item, as in `/3/participants/0/actor/uid`.",
}
