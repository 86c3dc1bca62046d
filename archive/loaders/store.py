"""Storing what rows were mapped to: finds what the archive has, makes what it lacks, in bulk."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Max, Q

from archive.loaders.bulk import Tables
from archive.loaders.drafts import Draft, Key, Known, Main, Mapped, Part, Shared, Text, Values
from archive.loaders.finding import find_shared, ids_of
from archive.models import Article, ExternalId, Incident, Passage, Revision, Statement
from archive.models.article import text_sha256
from archive.models.part import FollowingPart
from archive.models.part import Part as PartModel
from archive.recording import current_act, log_touched


class Store:
    """Takes in mapped rows, some thousand at a time. `created` counts what was made, by its name.

    `notices` counts what could not be put in place, `kept` rows that came to nothing by that.
    """

    def __init__(self, *, origin: str, review_status: str, now: datetime) -> None:
        self.tables = Tables(
            origin=origin,
            review_status=review_status,
            is_public=review_status == "published",
            created_at=now,
            updated_at=now,
            loaded_at=now,
            captured_at=now,
        )
        self.now = now
        self.created: Counter[str] = Counter()
        self.notices: Counter[str] = Counter()
        self.kept = 0

    def take(self, rows: list[tuple[int, Mapped]]) -> None:
        """Take in mapped rows, each with the id of its imported row."""
        self._find_owners(rows)
        self._settle_shared(rows)
        self._settle_texts(rows)
        self._settle_mains(rows)
        for row_id, mapped in rows:
            for main in mapped.mains:
                self._add_parts(main, row_id)
        self._attach(rows)
        self.tables.flush()

    def _find_owners(self, rows: list[tuple[int, Mapped]]) -> None:
        """Find the records that rows only add to, and drop what is for others."""
        owners = [owner for _, mapped in rows for owner, _ in mapped.attached]
        for model in (Incident, Statement):
            some = [owner for owner in owners if owner.model is model]
            found = ids_of(model, (owner.key for owner in some))
            for owner in some:
                owner.id = found.get(owner.key)
        for _, mapped in rows:
            found_some = [each for each in mapped.attached if each[0].id is not None]
            lost = len(mapped.attached) - len(found_some)
            if lost:
                self.kept += lost
                self.notices["the incident that the row speaks of is not in the archive"] += lost
            mapped.attached = found_some

    def _settle_shared(self, rows: list[tuple[int, Mapped]]) -> None:
        """Give every shared record its id, making those that the archive does not have."""
        first: dict[Any, Shared] = {}
        twins: list[tuple[Shared, Shared]] = []
        wanted: list[tuple[int, Shared]] = []
        for row_id, mapped in rows:
            for shared in _shared_of(mapped):
                if shared.id is not None:
                    continue
                earlier = first.setdefault(_identity(shared), shared)
                if earlier is shared:
                    wanted.append((row_id, shared))
                else:
                    twins.append((shared, earlier))
        wanted = list({id(shared): (row_id, shared) for row_id, shared in wanted}.values())
        find_shared(shared for _, shared in wanted)
        for row_id, shared in wanted:
            if shared.id is None:
                shared.id = self._make(shared.model, shared.values, row_id)
                self._identify(shared.model, shared.id, shared.identifiers)
        for shared, earlier in twins:
            shared.id = earlier.id

    def _settle_texts(self, rows: list[tuple[int, Mapped]]) -> None:
        """Give every text its revision: one that is there, or a new one of a mere stub."""
        wanted = [
            (row_id, main.values["revision"])
            for row_id, mapped in rows
            for main in mapped.mains
            if isinstance(main.values.get("revision"), Text)
        ]
        wanted += [
            (row_id, part.values["revision"])
            for row_id, mapped in rows
            for main in mapped.mains
            for part in main.parts
            if isinstance(part.values.get("revision"), Text)
        ]
        texts = {id(text): text for _, text in wanted if text.id is None}.values()
        articles = {text.article.id for text in texts}
        there: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        revisions = Revision.objects.filter(article__in=articles).order_by("number")
        for article, *rest in revisions.values_list("article_id", "id", "number", "sha256"):
            there[article].append(tuple(rest))
        # A text that was captured for a stub has a note of that; those made here have none.
        people = Article.objects.filter(
            Q(imported_row=None) | Q(revisions__change_note__isnull=False), id__in=there
        )
        captured = set(people.values_list("id", flat=True))
        for text in texts:
            self._settle_text(text, there[text.article.id or 0], text.article.id in captured)

    def _settle_text(self, text: Text, there: list[tuple[int, int, str]], captured: bool) -> None:
        digest = text_sha256(text.body)
        same = [number for number, _, sha256 in there if sha256 == digest]
        if same:
            text.id = same[-1]
        elif there and (captured or not text.body):
            text.id, text.own = there[-1][0], False
        else:
            number = there[-1][1] + 1 if there else 1
            values = {"article": text.article, "number": number, "body": text.body}
            text.id = self.tables.add(Revision, values)
            self.created[str(Revision._meta.verbose_name_plural)] += 1
            there.append((text.id, number, digest))

    def _settle_mains(self, rows: list[tuple[int, Mapped]]) -> None:
        """Make the record of each row, and find those that rows only refer to."""
        made: dict[tuple[type[models.Model], Key], int] = {}
        for row_id, mapped in rows:
            for main in mapped.mains:
                if main.id is not None:
                    self._rewrite(main, main.id, row_id)
                    continue
                main.id = self._make(main.model, main.values, row_id)
                if main.key is not None:
                    self._identify(main.model, main.id, [main.key])
                    made.setdefault((main.model, main.key), main.id)
        wanted = list(_known_of(rows))
        for model in (Incident, Statement):
            lacking = [each for each in wanted if each.model is model]
            found = ids_of(model, (each.key for each in lacking if (model, each.key) not in made))
            for each in lacking:
                each.id = made.get((model, each.key)) or found.get(each.key)

    def _make(self, model: type[models.Model], values: Values, row_id: int) -> int:
        self.created[str(model._meta.verbose_name_plural)] += 1
        return self.tables.add(model, {**values, "imported_row": row_id})

    def _rewrite(self, main: Main, number: int, row_id: int) -> None:
        """Give a record the values of a newer row, and take its old parts away."""
        self.tables.flush()  # what the record will refer to
        record = main.model._default_manager.get(pk=number)
        for owned in main.model._meta.related_objects:
            if issubclass(owned.related_model, PartModel) and owned.on_delete is models.CASCADE:
                getattr(record, str(owned.get_accessor_name())).all().delete()
        for name, value in {**main.values, "imported_row": row_id}.items():
            if isinstance(value, Draft) or name == "imported_row":
                setattr(record, f"{name}_id", getattr(value, "id", value))
            else:
                setattr(record, name, value)
        record.save()
        # What a loader wrote last, a person has not touched: see archive.loaders.revise.
        main.model._default_manager.filter(pk=number).update(updated_at=self.now)

    def _identify(self, model: type[models.Model], number: int, keys: Iterable[Key]) -> None:
        kind = str(model._meta.model_name)
        for key in keys:
            self.tables.add(ExternalId, {"scheme": key.scheme, "value": key.value, kind: number})

    def _add_parts(self, main: Main, row_id: int) -> None:
        positions: Counter[type[models.Model]] = Counter()
        for part in main.parts:
            if any(isinstance(v, Known) and v.id is None for v in part.values.values()):
                self.notices["links to a record that is not in the archive"] += 1
                continue
            if part.model is Passage and not part.values["revision"].own:
                continue
            positions[part.model] += 1
            self._add_part(part, main.id, positions[part.model], row_id, main.values)

    def _add_part(
        self, part: Part, owner: int | None, position: int, row_id: int, of: Values
    ) -> None:
        values = {"imported_row": row_id, **part.values}
        if issubclass(part.model, PartModel):
            values |= {part.model.owner_field: owner, "position": position}
        if issubclass(part.model, FollowingPart):
            values["sort_date"] = of.get("date_earliest") or of.get("date_latest")
        part.id = self.tables.add(part.model, values)
        self.created[str(part.model._meta.verbose_name_plural)] += 1

    def _attach(self, rows: list[tuple[int, Mapped]]) -> None:
        """Add parts to records that were there before."""
        attached = [
            (row_id, owner.id, part)
            for row_id, mapped in rows
            for owner, part in mapped.attached
            if owner.id is not None
        ]
        last: dict[tuple[type[models.Model], int], int] = {}
        for model in {part.model for _, _, part in attached}:
            owner_field = model.owner_field  # type: ignore[attr-defined]  # -- every part has one
            owners = {owner for _, owner, part in attached if part.model is model}
            counted = (
                model._default_manager.filter(**{f"{owner_field}__in": owners})
                .values(owner_field)
                .annotate(last=Max("position"))
                .values_list(owner_field, "last")
            )
            last.update({(model, owner): position for owner, position in counted})
        for row_id, owner, part in attached:
            place = last[part.model, owner] = last.get((part.model, owner), 0) + 1
            self._add_part(part, owner, place, row_id, {})
        self._tell_of(attached)

    def _tell_of(self, attached: list[tuple[int, int, Part]]) -> None:
        """Have the log tell which records got parts."""
        told: dict[tuple[type[models.Model], str], set[int]] = defaultdict(set)
        for _, owner, part in attached:
            field: Any = part.model._meta.get_field(part.model.owner_field)  # type: ignore[attr-defined]  # -- every part has one
            told[field.related_model, field.remote_field.get_accessor_name()].add(owner)
        act = current_act()
        for (model, name), owners in told.items():
            log_touched(model, owners, [name], reason=act.reason if act else None)


def _identity(shared: Shared) -> Any:
    """Return what makes two drafts one record; a draft without any is only itself."""
    if shared.column is not None:
        return shared.model, shared.column, shared.values[shared.column]
    return (shared.model, shared.key) if shared.key is not None else id(shared)


def _shared_of(mapped: Mapped) -> Iterator[Shared]:
    """Yield the shared records that a row speaks of, those that others refer to first."""
    for main in mapped.mains:
        yield from _shared_in(main.values)
        for part in main.parts:
            yield from _shared_in(part.values)
    for _, part in mapped.attached:
        yield from _shared_in(part.values)


def _shared_in(values: Values) -> Iterator[Shared]:
    for value in values.values():
        if isinstance(value, Text):
            value = value.article  # noqa: PLW2901 -- what it stands for is looked up instead
        if isinstance(value, Shared):
            if value.id is None:
                yield from _shared_in(value.values)
            yield value


def _known_of(rows: list[tuple[int, Mapped]]) -> Iterator[Known]:
    for _, mapped in rows:
        for main in mapped.mains:
            for part in main.parts:
                for value in part.values.values():
                    if isinstance(value, Known):
                        yield value
