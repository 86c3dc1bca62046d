"""The fast reader answers exactly what the serializer would."""

from types import SimpleNamespace

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from api.preload import gather, preload
from api.reader.compile import compile_plan
from api.renderers import JSONRenderer
from api.sparse import Selection
from api.urls import router
from api.viewsets.base import RecordViewSet
from archive.models import Actor, IncidentParticipant, Statement

pytestmark = pytest.mark.django_db

VIEWSETS = [view for _, view, _ in router.registry if issubclass(view, RecordViewSet)]
SERIALIZERS = [
    serializer
    for view in VIEWSETS
    for serializer in dict.fromkeys([view.serializer_class, view.detail_serializer_class])
]
# Lists as objects, for those who go on with them; lists as the database writes them, for answers.
FORMS = {"objects": False, "json": True}
READERS = {"staff": SimpleNamespace(reads_all=True), "anybody": SimpleNamespace(reads_all=False)}


def answers(serializer_class, selection, reader, *, as_json):
    """Return the answers of the fast reader and of the serializer, as a client would read them."""
    request = Request(APIRequestFactory().get("/"))
    context = {"request": request, "user": reader, "selection": selection}
    serializer = serializer_class(context=context)
    model = serializer_class.Meta.model
    rows = preload(model.objects.visible_to(reader).order_by("pk"), serializer, reader)
    instances = list(rows)
    gather(instances, serializer, reader)
    slow = [serializer.to_representation(instance) for instance in instances]
    site = request.build_absolute_uri("/")
    plan = compile_plan(
        serializer_class, selection, staff=reader.reads_all, site=site, as_json=as_json
    )
    found = plan.read([instance.pk for instance in instances])
    fast = [found[instance.pk] for instance in instances]
    return [orjson.loads(JSONRenderer().render(each)) for each in (fast, slow)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("serializer_class", SERIALIZERS, ids=lambda each: each.__name__)
def test_reader_equals_serializer_with_everything(first_story, serializer_class, reader, form):
    selection = Selection(
        frozenset(serializer_class.Meta.fields), frozenset(serializer_class.widenable)
    )
    fast, slow = answers(serializer_class, selection, READERS[reader], as_json=FORMS[form])
    assert fast == slow
    assert list(map(list, fast)) == list(map(list, slow)), "the keys stand in another order"


@pytest.mark.parametrize("serializer_class", SERIALIZERS, ids=lambda each: each.__name__)
def test_reader_equals_serializer_with_each_field_alone(first_story, serializer_class):
    for field in serializer_class.Meta.fields:
        selection = Selection(frozenset({field}), frozenset())
        fast, slow = answers(serializer_class, selection, READERS["anybody"], as_json=True)
        assert fast == slow, field


# What JSON must escape, what engines fold, what takes two code units, what ends a line.
odd_texts = st.text(
    st.one_of(st.sampled_from('"\\\x01\t\n\u2028\xa0\u0301😀{}[]%?'), st.characters(codec="utf-8")),
    min_size=1,
    max_size=40,
).map(lambda text: text.replace("\0", ""))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_reader_equals_serializer_whatever_is_asked_of_whatever_texts(first_story, data):
    text = data.draw(odd_texts)
    Actor.objects.filter(pk=Actor.objects.order_by("pk")[3].pk).update(name=text)
    Statement.objects.update(text=text)
    IncidentParticipant.objects.update(note=text)
    serializer_class = data.draw(st.sampled_from(SERIALIZERS))
    fields = data.draw(st.sets(st.sampled_from(serializer_class.Meta.fields), min_size=1))
    wide = data.draw(st.sets(st.sampled_from([*serializer_class.widenable, "actors"])))
    selection = Selection(frozenset(fields), frozenset(wide))
    reader = READERS[data.draw(st.sampled_from(sorted(READERS)))]

    fast, slow = answers(serializer_class, selection, reader, as_json=data.draw(st.booleans()))

    assert fast == slow
