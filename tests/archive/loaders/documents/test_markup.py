"""From marked-up text to plain text: every word, paragraphs apart."""

from __future__ import annotations

import pytest

from archive.loaders.documents.markup import html_to_text


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("plain", "plain"),
        ("", ""),
        ("<!-- only this -->", ""),
        ("<p>One\n  two</p>\n<p>three</p>", "One two\n\nthree"),
        ("One<br>two<br/>three", "One\ntwo\nthree"),
        ("a <b>b</b><i>c</i> d", "a bc d"),
        ("<p>He said <q>no</q>.</p>", "He said “no”."),
        ("five\u00a0km &amp; &eacute; &#8220;x&#8221;", "five\u00a0km & é “x”"),
        ("<ul><li>one<li>two</ul>", "one\n\ntwo"),
        ("<pre>a  b\n  c</pre>", "a  b\n  c"),
        ("a<script>no()</script>b<style>x</style>c<!-- no -->d", "abcd"),
        ("a<span hidden>no</span>b", "ab"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1\t2\n\n3"),
        ("<div>" * 300 + "deep", ""),
    ],
)
def test_words_stay_and_paragraphs_are_apart(marked, text):
    if "deep" in marked:  # how far it is followed is the parser's, that it ends is ours
        assert html_to_text(marked) in ("", "deep")
    else:
        assert html_to_text(marked) == text
