"""Who stands between groups, who keeps company, and whether friends and foes fit into two camps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lkg.analysis.balance.balance import Balance, balance
from lkg.analysis.groups.between import between
from lkg.analysis.groups.brokerage import brokerage
from lkg.analysis.groups.communities import communities
from lkg.analysis.results import Result
from lkg.networks import network
from lkg.reports import charts
from lkg.reports.plan import Subject
from lkg.reports.section import Absent, Part, Section, Shown, Table, attempt, cells, counted, listed, share

BROKERS = 6
CLEAR = 2.0
"""standard deviations from what chance gives, below which nothing is said to differ from it"""
CROSSING = ("gatekeeper", "representative", "liaison")
"""the roles whose ends are in different groups"""


def sections(subject: Subject) -> Iterator[Section | Absent]:
    """Brokers, groups, balance."""
    yield attempt("Who brokers between the blocs", lambda: brokers(subject))
    yield attempt("Groups", lambda: company(subject))
    yield attempt("Friends and foes", lambda: camps(subject))


def brokers(subject: Subject) -> Section | Absent:
    """Who stands between blocs as a go-between, and who as an opponent."""
    title, known = "Who brokers between the blocs", subject.graph.record.groupings
    if not known:
        return Absent(title, "the graph has no grouping of its actors, such as blocs (a file groupings.ttl)")
    by = "bloc" if "bloc" in known else next(iter(known))
    net = network(subject.graph, subject.plan.dispute)
    found = brokerage(net, by, draws=subject.effort.permutations, unplaced="drop")
    pairs = between(net, by, unplaced="drop")
    shown = Shown(
        "brokers",
        charts.blocs(net, by),
        "A grid of actors in their blocs, blue for cooperation and red for conflict.",
    )
    words = (
        "A broker stands between two actors that have no tie from the first to the second. Only where it quarrels "
        "with neither of them is it a go-between; else the open place is that of an opponent.",
        chance_words(found),
    )
    return Section(
        "brokers",
        title,
        broker_words(found, pairs),
        (Part(words=words, shown=shown, tables=(_table(found, pairs), *_examples(pairs))),),
        _limits(found),
        net.lens.words(),
        {"brokers": found, "brokers-between": pairs},
    )


def crossings(pairs: Result) -> dict[str, tuple[int, int]]:
    """Broker → open places between different groups, and how many of them without a quarrel.

    >>> rows = ({"actor": "eu", "count": 3, "friendly": 1}, {"actor": "eu", "count": 2, "friendly": 2})
    >>> crossings(Result("between", (), rows, {}, (), None))
    {'eu': (5, 3)}
    """
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in pairs:
        found[row["actor"]][0] += row["count"]
        found[row["actor"]][1] += row["friendly"]
    return {actor: (every, friendly) for actor, (every, friendly) in found.items()}


def broker_words(found: Result, pairs: Result) -> str:
    """Who stands between groups most, and how much of that is brokerage, in a sentence."""
    places = crossings(pairs)
    rows = sorted((row for row in found if not row["ego"]), key=lambda row: -sum(row[role] for role in CROSSING))
    busy = [row for row in rows if places.get(row["actor"], (0, 0))[0]]
    if not busy:
        return "Nobody: no actor stands between two of different groups that have no tie of their own."
    friendly = [row for row in busy if places[row["actor"]][1] * 2 > places[row["actor"]][0]]
    first = busy[0]
    every, kind = places[first["actor"]]
    most = f"{first['label']} stands between the groups most often, {counted(every, 'time')}, "
    if first in friendly:
        return most + f"and in {kind} of them it quarrels with neither side: a go-between."
    told = [f"{row['label']} ({places[row['actor']][1]} of {places[row['actor']][0]})" for row in friendly]
    more = f" The go-betweens are {listed(told)}." if told else " Nobody is mostly a go-between."
    return most + f"but in {every - kind} of them as an opponent of one side or both.{more}"


def chance_words(found: Result) -> str:
    """Whether any crossing role is more than chance gives, in a sentence."""
    scores = [(row["label"], role, row[f"{role}_z"]) for row in found for role in CROSSING]
    beyond = [f"{label} as {role} (z {z:+.1f})" for label, role, z in scores if z is not None and z >= CLEAR]
    judged = sum(z is not None for *_, z in scores)
    if not judged:
        return "The numbers are too small to be held against chance: fewer than five are expected of everyone."
    if not beyond:
        return (
            f"Of the {counted(judged, 'count')} large enough to be judged none is more than chance would give: dealing "
            "the same groups out to other actors makes as many brokers. Read it as a description, not as a pattern."
        )
    return f"More than chance would give, with the same groups dealt out anew: {listed(beyond)}."


def _table(found: Result, pairs: Result) -> Table:
    places = crossings(pairs)
    rows = [
        (
            row["label"] + (" (ego)" if row["ego"] else ""),
            row["group"],
            *places.get(row["actor"], (0, 0)),
            _z(row["liaison_z"]),
            f"{row['constraint']:.2f}",
        )
        for row in found.rows[:BROKERS]
        if row["total"]
    ]
    heads = ("Broker", "Group", "Between groups", "of these without quarrel", "Liaison, z", "Constraint")
    caption = "Places between groups. Constraint: how much one's partners are tied to one another (low: more room)"
    return Table(heads, cells(rows), (2, 3, 4, 5), caption)


def _z(value: float | None) -> str:
    return "too few" if value is None else f"{value:+.1f}".replace("-", "−")


def _examples(pairs: Result) -> Iterator[Table]:
    rows = [
        (row["label"], row["group_from"], row["group_to"], row["count"], row["friendly"], row["paths"])
        for row in pairs.rows
        if row["friendly"] * 2 > row["count"]
    ]
    rows.sort(key=lambda row: -row[4])
    if rows:
        heads = ("Broker", "From", "To", "Ways", "Without quarrel", "Best attested, with claims")
        folded = "Between which groups, over which claims (+→ cooperative, −→ hostile, ±→ mixed, → neither)"
        yield Table(heads, cells(rows[:BROKERS]), (3, 4), folded=folded)


def _limits(found: Result) -> str:
    dropped = next((note for note in found.notes if "are left out" in note), "")
    ego = next((note for note in found.notes if "its side are marked" in note), "")
    text = "Groups are decisions of the coder and no sourced claims."
    return " ".join(filter(None, [text, dropped and f"{dropped}.", ego and f"{ego}."]))


def company(subject: Subject) -> Section:
    """Whether the actors fall into communities, and into which."""
    net = network(subject.graph, **subject.dated, roll_up="state")
    found = communities(net)
    facts = found.facts
    tables = tuple(_members(found)) if facts["clustered"] else ()
    words = (
        "A community is a set of actors that cooperate more among themselves than with others. The search always finds "
        "some, in pure chance as well; so the same number of ties was dealt out anew a hundred times, everyone keeping "
        "as many as before.",
        *_against(facts),
    )
    return Section(
        "groups",
        "Groups",
        group_words(found),
        (Part(words=words, tables=tables),),
        "Ties of one dispute and one country are no map of the world: who was not written about has few.",
        net.lens.words(),
        {"groups": found},
    )


def group_words(found: Result) -> str:
    """Whether there are groups, in a sentence.

    >>> apart = {"communities": [{"name": "China", "actors": 5}, {"name": "EU", "actors": 9}], "clustered": True}
    >>> group_words(Result("communities", (), (), apart, (), None))
    'There are 2 groups, more clearly apart than chance makes them: China (5) and EU (9).'
    >>> group_words(Result("communities", (), (), apart | {"communities": []}, (), None))
    'No: there are too few ties of cooperation for a group of four or more.'
    """
    facts = found.facts
    names = [f"{each['name']} ({each['actors']})" for each in facts["communities"]]
    if not names:
        return "No: there are too few ties of cooperation for a group of four or more."
    if facts["clustered"] is None:
        return (
            f"It cannot be said: nothing could be held against the {counted(len(names), 'group')} that a search finds."
        )
    if not facts["clustered"]:
        return (
            "No groups can be told from chance: networks with as many ties an actor, but dealt out blindly, fall apart "
            f"just as well as this one does into {counted(len(names), 'group')}."
        )
    return f"There are {counted(len(names), 'group')}, more clearly apart than chance makes them: {listed(names)}."


def _against(facts: Mapping[str, Any]) -> Iterator[str]:
    if facts["null_mean"] is not None and facts["z"] is not None:
        yield (
            f"How clearly a network falls apart (modularity, 0 to 1): {facts['modularity_one_run']:.2f} here, "
            f"{facts['null_mean']:.2f} ± {facts['null_sd']:.2f} by chance."
        )


def _members(found: Result) -> Iterator[Table]:
    by_name: dict[str, list[str]] = defaultdict(list)
    for row in found:
        if row["community"] is not None:
            by_name[row["community_name"]].append(row["label"])
    rows = [(name, ", ".join(labels)) for name, labels in by_name.items()]
    yield Table(("Group", "Members"), cells(rows))


def camps(subject: Subject) -> Section:
    """Balance in one sentence, and more only where the data are not collected around one actor."""
    found = balance(subject.net)
    parts = () if _through_ego(found) else (Part(points=tuple(_camp_lines(found))),)
    return Section(
        "camps",
        "Friends and foes",
        balance_words(found, subject.graph.label(found.facts.get("ego", "")) if found.facts.get("ego") else ""),
        parts,
        "The other half of the rule: the friend of a friend is a friend, and so is the foe of a foe. Three who are not "
        "all friends or foes make no triad, and of most nobody wrote.",
        subject.net.lens.words(),
        {"camps": found},
    )


def balance_words(found: Balance, ego: str) -> str:
    """One sentence: how many triads are balanced, and how much that is worth."""
    facts = found.facts
    if not facts["all_triads"]:
        return "No three actors are all tied with a sign, so it cannot be asked whether friends and foes fit together."
    triads = counted(facts["all_triads"], "triad")
    text = (
        f"{facts['balanced']} of {triads} (three actors, each two of them friends or foes) fit the rule that a "
        "friend’s foe is a foe"
    )
    if _through_ego(found):
        through = facts["triads_through_ego"]
        return (
            f"{text}, but {through} of them run through {ego}, around which the claims were collected: this says how "
            f"{ego}’s own ties fit together, not how the world is divided, and no story is built on it."
        )
    z = facts["z"]
    if z is None:
        return f"{text}; chance cannot be told from it."
    return f"{text}; if the same signs fell by chance it would be {share(facts['expected'])} of them."


def _through_ego(found: Balance) -> bool:
    return bool(2 * found.facts.get("triads_through_ego", 0) > found.facts["all_triads"] > 0)


def _camp_lines(found: Balance) -> Iterator[str]:
    members: Mapping[int, Sequence[str]] = {
        camp: [row["label"] for row in found if row["camp"] == camp] for camp in (1, 2)
    }
    for camp, labels in members.items():
        if labels:
            yield f"Camp {camp}: {listed(labels, 12)}."
    against = round(found.facts["frustration"])
    yield f"Against these two camps {'stands' if against == 1 else 'stand'} {counted(against, 'tie')}."
