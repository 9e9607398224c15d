"""Whom "we" means: in an official text whoever gave it out, elsewhere nobody that a program could know."""

from __future__ import annotations

from lkg.claims import Actor, Record
from lkg.coding import Coding, articles, code

ALPHA = Record({
    "alpha-mod": Actor("alpha-mod", "Ministry of Defence of Alpha", "GovernmentBody"),
    "paper": Actor("paper", "Alpha Times", "MediaOutlet"),
})  # fmt: skip


def official(text: str, **about: str) -> Coding:
    given = {"title": "a", "publisher": "Ministry of Defence of Alpha", "published": "2023-05-04", "kind": "government"}
    return code(articles.of(text, given | about), ALPHA)


def test_we_in_an_official_text_is_whoever_gave_it_out() -> None:
    (proposal,) = official("We condemned Poland in May. Poland waited.").proposals
    assert (proposal.subject, proposal.relation, proposal.object) == ("alpha-mod", "criticises", "poland")
    assert "'We' taken for Ministry of Defence of Alpha, which published the text" in proposal.reason


def test_we_in_a_quotation_or_in_the_news_is_somebody_else() -> None:
    assert [each.subject for each in official('"We condemned Poland," said Estonia.').proposals] == []
    assert official("We condemned Poland.", kind="news").proposals == ()
    assert official("We condemned Poland.", publisher="Alpha Times").proposals == ()


def test_a_body_that_nobody_knows_speaks_for_its_state() -> None:
    (proposal,) = official("Our support for Ukraine goes on.", publisher="Estonian Rescue Board").proposals
    assert (proposal.subject, proposal.relation) == ("estonia", "supports")
