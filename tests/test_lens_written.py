"""A lens as a value, in words and in a file, and what is refused."""

from pathlib import Path

import pytest

import lkg
from conftest import graph_of
from lkg import lens as lenses
from lkg.errors import InvalidLens, UnknownLens
from lkg.graphs import Graph
from lkg.lens import Lens

# As a value


def test_the_default_lens_is_what_the_methods_say() -> None:
    lens = lenses.DEFAULT
    assert (lens.modality, lens.planned, lens.min_credibility) == (("asserted", "alleged"), False, 4)
    assert (lens.at, lens.between, lens.roll_up, lens.memberships) == (None, (), "none", "paths")
    assert (set(lens.sign), lens.contract, lens.contested, lens.direction) == ({"+", "-", "0"}, (), "keep", "both")


def test_every_network_says_what_it_sees_and_how_its_claims_spread_over_time() -> None:
    net = lkg.network(graph_of("a aids b 2010", "a aids b 2020", "a aids b 2020-05", "a aids b 2021", "a aids b 2022"))
    assert net.words() == "2 actors, 1 ties, 5 claims (0 uncited); claims begin 2010–2022, half of them 2020–2021"
    assert net.lens.words() == "all dates; credibility 1–4; memberships in paths only"


def test_a_lens_says_in_words_all_that_it_does_not_share_with_the_default() -> None:
    words = Lens(
        between=("2020", "2021"),
        sure=True,
        relations=("aids",),
        without_side=("china",),
        roll_up="state",
        planned=True,
        contested="drop",
        sign=("+",),
        min_credibility=2,
        memberships="none",
        modality=("asserted",),
        weight="voices",
    ).words()
    for said in (
        "surely between 2020 and 2021",
        "aids",
        "china",
        "state",
        "planned",
        "contested",
        "signs +",
        "1–2",
        "asserted only",
        "voices",
    ):
        assert said in words


def test_a_lens_survives_being_written_and_read() -> None:
    lens = Lens(name="x", at="2022-07-01", relations=("aids",), sign=("+",), planned=True)
    assert Lens(**lens.to_dict()) == lens


@pytest.mark.parametrize(
    "values",
    [
        {"at": "2022-13"},
        {"at": "July"},
        {"at": "2022/2023"},
        {"at": "2022", "between": ["2020", "2021"]},
        {"between": ["2020"]},
        {"between": "2020"},
        {"between": ["2021", "2020"]},
        {"memory": "24"},
        {"memory": "soon"},
        {"roll_up": "bloc"},
        {"memberships": "yes"},
        {"contested": "maybe"},
        {"weight": "size"},
        {"direction": "up"},
        {"min_credibility": 0},
        {"min_credibility": 7},
        {"sign": []},
        {"sign": ["+", "?"]},
        {"contract": ["Asset"]},
        {"contract": ["State"]},
        {"modality": ["true"]},
        {"relations": ["aid"]},
        {"families": ["war"]},
        {"kinds": ["Country"]},
    ],
    ids=str,
)
def test_impossible_values_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(InvalidLens):
        Lens(**values)


def test_a_refusal_names_what_is_possible_or_near() -> None:
    with pytest.raises(InvalidLens, match=r"roll_up = 'bloc' is not possible. Use none, body, state"):
        Lens(roll_up="bloc")
    with pytest.raises(InvalidLens, match=r"'aid'.*aids"):
        Lens(relations=("aid",))


def test_a_key_that_no_lens_has_is_refused_with_a_near_one() -> None:
    with pytest.raises(InvalidLens, match=r"no key 'weigth'. Did you mean weight\?"):
        lkg.network(graph_of("a aids b 2022"), weigth="count")


# As a file


def test_a_lens_that_nobody_saved_is_refused_with_a_near_name(tmp_path: Path) -> None:
    (tmp_path / "taiwan-dispute.toml").write_text('at = "2022-07-01"\n')
    with pytest.raises(UnknownLens, match="taiwan-dispute"):
        lenses.find("taiwan-disput", lenses.read_folder(tmp_path))


def test_a_lens_is_read_from_a_file_and_called_after_it(tmp_path: Path) -> None:
    file = tmp_path / "aid-in-war.toml"
    file.write_text('# Aid\ntitle = "Aid"\nbetween = ["2022-02-24", "2023"]\nrelations = ["aids"]\nsign = "+"\n')
    lens = lenses.find(str(file), {})
    assert (lens.name, lens.title, lens.between, lens.relations, lens.sign) == (
        "aid-in-war",
        "Aid",
        ("2022-02-24", "2023"),
        ("aids",),
        ("+",),
    )


def test_an_unknown_key_in_a_file_is_named_with_file_line_and_a_near_name(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text('title = "X"\n\n# who counts\nrelation = ["aids"]\n')
    with pytest.raises(InvalidLens) as caught:
        lenses.find(str(file), {})
    assert f"{file}:4" in str(caught.value)
    assert "'relation'" in str(caught.value)
    assert "relations" in str(caught.value)


@pytest.mark.parametrize(
    "line",
    [
        "memory = 24",
        "min_credibility = 'high'",
        "min_credibility = 2.5",
        "planned = 'no'",
        "sure = 'yes'",
        "at = 2022",
        "relations = [1]",
        "actors = 7",
        "without = [1]",
        "roll_up = true",
        "name = 3",
        "at = '2022-02-30'",
        "at =",
    ],
)
def test_an_impossible_value_in_a_file_is_refused_and_the_file_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "x.toml"
    file.write_text(f'title = "X"\n{line}\n')
    with pytest.raises(InvalidLens, match=r"x\.toml"):
        lenses.find(str(file), {})


def test_a_day_without_quotes_in_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text("at = 2022-07-01\n")
    assert lenses.find(str(file), {}).at == "2022-07-01"


def test_every_lens_of_the_bundled_graph_can_be_read_and_sees_something(bundled: Graph) -> None:
    for name, lens in bundled.lenses.items():
        assert lens.title, name
        assert lkg.network(bundled, name).ties, name
