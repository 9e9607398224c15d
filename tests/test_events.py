"""Event data as claims: each row is a claim, or counted under a reason with its line."""

import bz2
import gzip
import lzma
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lkg.claims import Actor, Claim, Source
from lkg.errors import InvalidFile, MissingFile, Misuse
from lkg.importers.actors import identifier
from lkg.importers.events import Account, Record, read
from lkg.importers.events.actors import End, by_code, by_name
from lkg.vocab import ontology

MEET = "gulf\t1990-08-01\tIRQ\tKUW\t031\tMEET\t"
FIGHT = "gulf\t1990-08-02\tIRQ\tKUW\t223\tMIL ENGAGEMENT\t"
ICEWS = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
    "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher"
)
POLECAT = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tActor Name\tActor Sectors\tActor Country\t"
    "Recipient Name\tRecipient Sectors\tRecipient Country\tSource"
)


@pytest.fixture
def taken(tmp_path: Path) -> Callable[..., tuple[list[Record], Account]]:
    """The records and the account of rows in a form."""

    def take(form: str, *rows: str, ends: str = "\n", **options: object) -> tuple[list[Record], Account]:
        file = tmp_path / "events.tsv"
        file.write_text("".join(row + ends for row in rows), encoding="utf-8", newline="")
        reading = read([file], form, accessed="2026-01-01", **options)  # type: ignore[arg-type]
        return list(reading), reading.account

    return take


Taken = Callable[..., tuple[list[Record], Account]]


def claims(records: Iterable[Record]) -> list[Claim]:
    """The claims that stand for rows."""
    return [each for each in records if isinstance(each, Claim) and each.relation != "represents"]


def ties(records: Iterable[Record]) -> list[tuple[str, str, str]]:
    return [(claim.subject, claim.relation, claim.object) for claim in claims(records)]


def icews(event: str, source: str, code: str, target: str, *, story: str = "7", publisher: str = "Reuters News") -> str:
    """One row of ICEWS; a side is `name|sectors|country`."""
    name, sectors, country = source.split("|")
    other, other_sectors, other_country = target.split("|")
    start = [event, "2018-06-01", name, sectors, country, "text", code, "1.0"]
    return "\t".join([*start, other, other_sectors, other_country, story, "2", publisher])


def gdelt(columns: int, *, code: str = "043", to: str = "RUSGOV", url: str = "https://www.example.org/a") -> str:
    """One row of GDELT: a visit that Lithuania hosts, in one of the three layouts."""
    cells = [""] * columns
    cells[0], cells[1], cells[5], cells[15], cells[26], cells[30] = "410", "20130401", "LTU", to, code, "2.8"
    if columns > 57:
        cells[-1] = url
    return "\t".join(cells)


def test_a_row_is_a_claim_with_its_source_its_line_and_its_code(taken: Taken) -> None:
    records, account = taken("keds", FIGHT)
    (claim,) = claims(records)
    assert ties(records) == [("iraq", "attacks", "kuwait")]
    assert (claim.id, claim.when.text, claim.source) == (
        "keds.gulf.1990-08-02.iraq.223.kuwait",
        "1990-08-02",
        "keds.gulf",
    )
    assert (claim.intensity, claim.locator) == ("-10", "events.tsv:1, 223 MIL ENGAGEMENT")
    assert (account.rows, account.claims, account.skipped.total()) == (1, 1, 0)


def test_sources_and_actors_come_once_and_before_their_claims(taken: Taken) -> None:
    records, _ = taken("keds", MEET, FIGHT)
    kinds = [type(each) for each in records]
    assert kinds == [Source, Actor, Actor, Claim, Claim]


def test_an_event_met_before_is_one_claim_and_listed_with_its_line(taken: Taken) -> None:
    records, account = taken("keds", FIGHT, MEET, FIGHT)
    assert len(claims(records)) == 2
    assert account.skipped == {"duplicate": 1}
    assert account.first["duplicate"][0].line == 3


def test_a_meeting_coded_once_for_either_side_is_one_claim(taken: Taken) -> None:
    records, account = taken("keds", MEET, "gulf\t1990-08-01\tKUW\tIRQ\t031\tMEET\t")
    assert ties(records) == [("iraq", "consultsWith", "kuwait")]
    assert account.skipped == {"mirrored": 1}


def test_meetings_on_two_days_are_two_claims(taken: Taken) -> None:
    records, _ = taken("keds", MEET, "gulf\t1990-08-02\tKUW\tIRQ\t031\tMEET\t")
    assert len(claims(records)) == 2


def test_a_visit_received_is_turned_round(taken: Taken) -> None:
    records, _ = taken("keds", "gulf\t1990-08-01\tIRQ\tJOR\t033\tRECEIVE\t")
    assert ties(records) == [("jordan", "visits", "iraq")]


def test_a_visit_made_and_received_is_one_claim_but_a_visit_returned_is_another(taken: Taken) -> None:
    made, received, returned = (
        f"gulf\t1990-08-01\t{who}\tX" for who in ("JOR\tIRQ\t032", "IRQ\tJOR\t033", "IRQ\tJOR\t032")
    )
    records, account = taken("keds", made, received, returned)
    assert ties(records) == [("jordan", "visits", "iraq"), ("iraq", "visits", "jordan")]
    assert account.skipped == {"mirrored": 1}


def test_a_code_without_relation_makes_no_claim_and_is_counted(taken: Taken) -> None:
    records, account = taken("keds", "gulf\t1990-08-01\tIRQ\tKUW\t023\tNEUTRAL COMMENT\t", FIGHT)
    assert len(claims(records)) == 1
    assert account.unrelated == {"023": 1}


def test_a_score_near_nought_overrides_the_sign_with_its_reason(taken: Taken) -> None:
    records, _ = taken("keds", "gulf\t1990-08-01\tIRQ\tKUW\t102\tURGE\t")
    (claim,) = claims(records)
    assert (claim.relation, claim.polarity, claim.intensity) == ("appealsTo", 0, "-0.1")
    assert claim.polarity_reason.startswith("Near zero")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_like(taken: Taken, ends: str) -> None:
    records, _ = taken("keds", MEET, "", FIGHT, ends=ends)
    assert [claim.locator.partition(",")[0] for claim in claims(records)] == ["events.tsv:1", "events.tsv:3"]


@pytest.mark.parametrize(
    "row",
    ["900802 IRQ KUW 223 (MIL ENGAGEMENT)", " 1990-08-02\tirq \t KUW\t223\tMIL ENGAGEMENT", "19900802 IRQ KUW 223"],
)
def test_dirty_rows_of_keds_read_as_clean_ones(taken: Taken, row: str) -> None:
    records, _ = taken("keds", row)
    assert [claim.id for claim in claims(records)] == ["keds.1990-08-02.iraq.223.kuwait"]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("gulf\t1990-02-30\tIRQ\tKUW\t223\tX", "'1990-02-30' is no day of the calendar"),
        ("gulf\t\tIRQ\tKUW\t223\tX", "'' is no day of the calendar"),
        ("gulf\t1990-08-02\tIRQ\t223\tX\t", "'X' is no WEIS code of three digits"),
        ("gulf IRQ", "fewer cells than day, source, target and code"),
    ],
)
def test_a_row_that_cannot_be_read_is_listed_with_what_is_wrong(taken: Taken, row: str, what: str) -> None:
    _, account = taken("keds", FIGHT, row)
    assert [(each.line, each.what) for each in account.first["bad"]] == [(2, what)]


def test_bytes_that_are_no_text_spoil_their_row_alone(tmp_path: Path) -> None:
    file = tmp_path / "old.tsv"
    file.write_bytes(FIGHT.encode() + b"\n" + b"gulf\t1990-08-02\tIRQ\tKUW\t223\t\xe9\n" + MEET.encode())
    reading = read([file], "keds")
    assert len(claims(reading)) == 2
    assert reading.account.first["bad"][0].line == 2


def test_an_actor_with_itself_or_with_nobody_makes_no_claim(taken: Taken) -> None:
    _, account = taken("keds", "gulf\t1990-08-01\tIRQ\tIRQ\t223\tX\t", "gulf\t1990-08-01\tIRQ\t\t223\tX\t", FIGHT)
    assert account.skipped == {"own": 1, "one-sided": 1}


def test_an_organ_represents_its_state_in_each_year_in_which_it_acts(taken: Taken) -> None:
    rows = (f"gulf\t{day}\tIRQGOV\tKUW\t223\tX\t" for day in ("1990-08-02", "1990-09-01", "1991-01-02"))
    records, account = taken("keds", *rows)
    mandates = [each for each in records if isinstance(each, Claim) and each.relation == "represents"]
    assert [(each.subject, each.object, each.when.text) for each in mandates] == [
        ("government-iraq", "iraq", "1990/1990"),
        ("government-iraq", "iraq", "1991/1991"),
    ]
    assert account.mandates == 2


def test_icews_names_states_bodies_and_persons_and_the_publisher_is_the_voice(taken: Taken) -> None:
    ministry = "Foreign Affairs (Bangladesh)|Executive,Foreign Ministry,Government|Bangladesh"
    person = "Angela Merkel|Elite,Government,Executive|Germany"
    records, _ = taken("icews", ICEWS, icews("1", ministry, "051", person))
    actors = {each.id: each for each in records if isinstance(each, Actor)}
    assert {name: actor.kind for name, actor in actors.items()} == {
        "foreign-affairs-bangladesh": "GovernmentBody",
        "bangladesh": "State",
        "angela-merkel": "Person",
        "germany": "State",
    }
    assert actors["angela-merkel"].public_role == "Elite, Executive, Government, Germany"
    (source,) = (each for each in records if isinstance(each, Source) and each.kind == "news")
    assert (source.publisher, source.origin) == ("Reuters News", "Reuters News")


def test_meetings_of_two_stories_are_two_claims(taken: Taken) -> None:
    rows = [
        icews("1", "France|NA|France", "040", "Japan|NA|Japan"),
        icews("2", "Japan|NA|Japan", "040", "France|NA|France"),
    ]
    other = icews("3", "Japan|NA|Japan", "040", "France|NA|France", story="8")
    records, account = taken("icews", ICEWS, *rows, other)
    assert [claim.id for claim in claims(records)] == ["icews.1", "icews.3"]
    assert account.skipped == {"mirrored": 1}


@pytest.mark.parametrize(("columns", "source"), [(57, "gdelt"), (58, "gdelt.example-org"), (61, "gdelt.example-org")])
def test_gdelt_is_read_in_each_of_its_layouts(taken: Taken, columns: int, source: str) -> None:
    records, _ = taken("gdelt", gdelt(columns))
    (claim,) = claims(records)
    assert ties(records) == [("government-russia", "visits", "lithuania")]
    assert (claim.id, claim.when.text, claim.source, claim.intensity) == ("gdelt.410", "2013-04-01", source, "2.8")


def test_polecat_is_read_by_type_and_mode(taken: Taken) -> None:
    row = "E1\t2023-05-01\tSANCTION\texpel\t-5.0\tForeign Ministry\tGOV\tPOL\tRussia\tNone\tRUS\tPAP"
    records, _ = taken("polecat", POLECAT, row)
    assert ties(records) == [("foreign-ministry", "expels", "russia")]
    assert ("foreign-ministry", "poland") in {
        (each.subject, each.object) for each in records if isinstance(each, Claim) and each.relation == "represents"
    }


@pytest.mark.parametrize("named", ["Intensity", "Event Intensity", "Quad Code"])
def test_years_of_polecat_that_call_the_score_otherwise_or_lack_it_are_read(taken: Taken, named: str) -> None:
    row = "E1\t2023-05-01\tSANCTION\texpel\t-5.0\tForeign Ministry\tGOV\tPOL\tRussia\tNone\tRUS\tPAP"
    records, _ = taken("polecat", POLECAT.replace("Intensity", named), row)
    (claim,) = claims(records)
    assert claim.intensity == ("" if named == "Quad Code" else "-5")


def test_a_score_against_the_sign_of_the_relation_is_left_out(taken: Taken) -> None:
    row = "E1\t2023-05-01\tREQUEST\t\t-2.5\tPoland\t\tPOL\tGermany\t\tDEU\tPAP"
    records, _ = taken("polecat", POLECAT, row)
    (claim,) = claims(records)
    assert (claim.relation, claim.intensity) == ("appealsTo", "")


def test_quadruples_bear_the_name_of_their_file_and_the_score_of_their_code(taken: Taken) -> None:
    records, _ = taken("quadruples", "France\tMake_an_appeal_or_request\tJapan\t2014-01-01", name="My events")
    (claim,) = claims(records)
    assert (claim.id, claim.intensity) == ("my-events.2014-01-01.france.020.japan", "3")


def test_importing_twice_gives_the_same_records(taken: Taken) -> None:
    assert taken("keds", MEET, FIGHT)[0] == taken("keds", MEET, FIGHT)[0]


def test_all_skipped_rows_go_to_a_listing(taken: Taken) -> None:
    rows: list[tuple[str, ...]] = []
    _, account = taken("keds", FIGHT, *[FIGHT] * 20, listing=rows.append)
    assert len(rows) == 20
    assert rows[-1][1:3] == ("21", "duplicate")
    assert len(account.first["duplicate"]) < 20


def test_the_account_is_told_in_words(taken: Taken) -> None:
    _, account = taken("keds", FIGHT, FIGHT, "gulf\t1990-08-01\tIRQ\tKUW\t023\tNEUTRAL COMMENT\t")
    told = list(account.words())
    assert told[0] == "3 rows: 1 claim, 2 rows skipped"
    assert "codes without a relation: 023 (1)" in told


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress), (".bz2", bz2.compress)])
def test_packed_files_are_read_as_they_are_and_a_cut_one_is_an_error(
    tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    file = tmp_path / f"events.tsv{suffix}"
    rows = "".join(f"gulf\t1990-08-02\tIRQ\tKUW{i}\t223\tMIL ENGAGEMENT\t\n" for i in range(3000))
    whole = pack(rows.encode())
    file.write_bytes(whole)
    assert len(claims(read([file], "keds"))) == 3000
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InvalidFile, match="cut off or damaged"):
        list(read([file], "keds"))


def test_a_zip_is_read_part_by_part_and_a_cut_one_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "events.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.csv", gdelt(58))
    assert len(claims(read([file], "gdelt"))) == 1
    file.write_bytes(file.read_bytes()[:-30])
    with pytest.raises(InvalidFile, match="cut off or damaged"):
        list(read([file], "gdelt"))


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "events.tsv"
    file.write_text(f"{FIGHT}\n" * 5)
    with pytest.raises(InvalidFile, match=r"not one of its first 5 rows .* another form"):
        list(read([file], "gdelt"))
    with pytest.raises(InvalidFile, match="the columns Event ID"):
        list(read([file], "icews"))


def test_an_empty_file_and_a_wrong_call_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.tsv").touch()
    with pytest.raises(InvalidFile, match="holds no rows"):
        list(read([tmp_path / "empty.tsv"], "keds"))
    with pytest.raises(Misuse, match="Did you mean gdelt"):
        read([tmp_path / "empty.tsv"], "gdlet")
    with pytest.raises(MissingFile):
        read([tmp_path / "none.tsv"], "keds")


def test_names_that_have_no_plain_letters_keep_apart() -> None:
    assert identifier("Владимир") != identifier("Дмитрий")
    assert identifier("António Guterres") == "antonio-guterres"


def test_an_official_of_a_province_or_of_an_opposition_does_not_speak_for_the_state() -> None:
    for sector in ("Provincial", "Opposition Major Party (Out Of Government)"):
        known = by_name(End("Carles Puigdemont", f"Government,{sector}", "Spain"))
        assert known is not None
        assert known.principal is None


def test_austria_and_australia_are_told_apart_in_each_scheme() -> None:
    found = {(code, scheme): by_code(code, scheme) for code, scheme in (("AUS", "keds"), ("AUS", "cameo"))}
    assert [known.actor.id for known in found.values() if known] == ["austria", "australia"]


@settings(derandomize=True, deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["1990-08-01", "1990-08-02", "00000000"]),
            st.sampled_from(["IRQ", "KUW", "JOR", "IRQGOV", ""]),
            st.sampled_from(["IRQ", "KUW", "JOR"]),
            st.sampled_from(["031", "032", "033", "023", "223", "MEET"]),
        ),
        max_size=30,
    )
)
def test_rows_are_claims_or_skipped_and_no_id_comes_twice(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str, str]]
) -> None:
    file = tmp_path_factory.mktemp("events") / "events.tsv"
    file.write_text(
        "".join("gulf\t" + "\t".join(row) + "\tX\n" for row in [*rows, ("1990-08-03", "IRN", "IRQ", "223")])
    )
    reading = read([file], "keds")
    records = list(reading)
    account = reading.account
    assert account.rows == len(rows) + 1 == account.claims + account.skipped.total()
    assert len({(type(each), each.id) for each in records}) == len(records)
    assert all(each.relation in ontology().relations for each in claims(records))
