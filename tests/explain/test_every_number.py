"""Every number that the three forms of an explanation hold is one that the run's own files come to."""

import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from explain.recount import recount
from explain.seen_run import NORMS, ROOT, Run, Said

from spreiding.explain.explain import explain
from spreiding.explain.out import content
from spreiding.explain.statement import Explanation
from spreiding.write.run_json import sha256_of

# Which run and municipality, and what it is there for.
CASES = [
    ("flevoland", "GM0995"),  # above its share, with amv, emergency sites and a site beyond a limit
    ("flevoland", "GM0034"),  # below it, one site
    ("flevoland", "GM0184"),  # no site
    ("flevoland", "GM0171"),  # amv, htl, ibo and return; sites that open after the due date
    ("ledger", "GM0001"),  # hands over regular and amv places and housing
    ("ledger", "GM0002"),  # takes over; transport, a backlog, a site that closes
    ("ledger", "GM0003"),  # a shortfall, no site
    ("ledger", "GM0004"),  # alone in its province and region, so at its share; under the minima
    ("rest", "GM0001"),  # offered more than its share
    ("rest", "GM0002"),  # offered less
    ("rest", "GM0004"),  # offered nothing
]
WORD = re.compile(r"[+-]?\w*\d(?:[\w.,/-]*\w)?")
ENGLISH, DUTCH = str.maketrans("", "", ","), str.maketrans({".": "", ",": "."})


def site_table(run: str) -> Path | None:
    """The tiny countries have no files of input."""
    return ROOT / "data" / "sites.csv" if run == "flevoland" else None


@cache
def explained(folder: Path, code: str) -> Explanation:
    return explain(folder, code)


@cache
def counted(folder: Path, code: str, table: Path | None) -> dict[str, Said]:
    return recount(Run(folder, code, table))


def form(folder: Path, code: str, name: Any) -> str:
    return content(explained(folder, code), name)


def statements(folder: Path, code: str) -> list[dict[str, Any]]:
    tree = json.loads(form(folder, code, "json"))
    return [*tree["warnings"], *(said for section in tree["sections"] for said in section["statements"])]


def same(found: Any, wanted: Any) -> bool:
    """Whole numbers and texts exactly; decimals up to the last of the six with which a share is written."""
    if isinstance(wanted, str | int) or isinstance(found, str):
        return bool(found == wanted)
    return bool(abs(found - wanted) <= 0.50001e-6)


@pytest.mark.parametrize(("name", "code"), CASES)
def test_every_figure_of_the_json_is_what_the_files_come_to(
    name: str, code: str, folders: Callable[[str], Path]
) -> None:
    wanted = counted(folders(name), code, site_table(name))
    found = {said["key"]: said for said in statements(folders(name), code) if "origins.norm" not in said["key"]}
    assert list(found) == list(dict.fromkeys(found)), "a key stands once"
    assert set(found) == set(wanted)
    for key, said in found.items():
        figures = {label: figure["value"] for label, figure in said["figures"].items()}
        assert set(figures) == set(wanted[key].figures), key
        wrong = {label: value for label, value in figures.items() if not same(value, wanted[key].figures[label])}
        assert wrong == {}, (key, wanted[key].figures)
        series = [(item["label"], item["value"]) for item in said["series"]]
        assert [label for label, _ in series] == [label for label, _ in wanted[key].series], key
        assert all(same(a, b) for (_, a), (_, b) in zip(series, wanted[key].series, strict=True)), key


@pytest.mark.parametrize(("name", "code"), CASES)
def test_every_number_on_the_screen_is_one_of_its_sentence(
    name: str, code: str, folders: Callable[[str], Path]
) -> None:
    wanted, text = counted(folders(name), code, site_table(name)), form(folders(name), code, "text")
    assert max(len(line) for line in text.splitlines()) <= 80
    title, *sentences = sentences_of(text)
    task = wanted["moved.sum"].figures["task"]
    assert {code, f"{task:,}"} <= words(title) <= {code, f"{task:,}", "PV01", "PV02"}
    found = statements(folders(name), code)
    for said, sentence in zip(found, sentences, strict=True):
        assert sentence.removesuffix(f" [{said['article']}]") != sentence, "the article stands at the end"
        plain = sentence.removesuffix(f" [{said['article']}]").removesuffix(" BINDS.")
        assert " ".join(said["text"].split()) == plain
        unmatched(plain, [wanted.get(said["key"]) or norm_of(said["key"])], ENGLISH)


@pytest.mark.parametrize(("name", "code"), CASES)
def test_every_number_of_the_motivation_is_one_of_its_section(
    name: str, code: str, folders: Callable[[str], Path]
) -> None:
    wanted, text = counted(folders(name), code, site_table(name)), form(folders(name), code, "markdown")
    tree = json.loads(form(folders(name), code, "json"))
    _, warnings, *sections = re.split(r"^#+ .*$", text.replace("\\", ""), flags=re.MULTILINE)
    assert len(sections) == len(tree["sections"])
    for part, section in zip([warnings, *sections], [{"statements": tree["warnings"]}, *tree["sections"]], strict=True):
        said = [wanted.get(row["key"]) or norm_of(row["key"]) for row in section["statements"]]
        for row in section["statements"]:
            assert dutch(row["article"]) in part, row["key"]
            part = part.replace(f" ({dutch(row['article'])})", "", 1)
        unmatched(part, said, DUTCH)


def dutch(article: str) -> str:
    for one, other in (("practice of the round of", "praktijk van de ronde van"), ("practice", "praktijk")):
        article = article.replace(one, other)
    return article.replace("model file", "modelbestand").replace(" and ", " en ")


def norm_of(key: str) -> Said:
    norm = NORMS[key.removeprefix("origins.norm.")]
    assert norm["status"] == "approximated"
    return Said({"norm": norm["id"], "why": norm["why"].strip()})


def sentences_of(text: str) -> Iterable[str]:
    """The title, then every sentence on one line: they begin two blanks in and go on four blanks in."""
    lines = [line for line in text.splitlines() if line and not re.match(r"\d\. ", line)]
    return [" ".join(part.split()) for part in re.sub(r"\n {4}", " ", "\n".join(lines)).split("\n")]


def words(text: str) -> set[str]:
    return set(WORD.findall(text))


def unmatched(text: str, statements: list[Said], language: dict[int, Any]) -> None:
    """Assert that each word with a digit is a figure, or a word of one, and that each number is told."""
    figures = [value for said in statements for value in said.figures.values()]
    figures += [part for said in statements for pair in said.series for part in pair]
    texts = {word for value in figures if isinstance(value, str) for word in words(value)}
    numbers = [value for value in figures if not isinstance(value, str)]
    told = []
    for word in words(text):
        near = [value for value in numbers if is_shown(value, word.translate(language))]
        assert near or word in texts, f"{word} is no figure: {text}"
        told += near
    # The most that a goal changes by is left out where it is the least.
    silent = [value for value in numbers if value not in told]
    assert silent == [], text


def is_shown(value: float, digits: str) -> bool:
    """Whether the digits are the number, rounded to as many decimals."""
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", digits):
        return False
    return abs(float(digits) - value) <= 0.50001 * 10 ** -len(digits.partition(".")[2])


@pytest.mark.parametrize("code", ["GM0034", "GM0995"])
def test_the_sums_behind_a_share_are_those_of_the_embedded_tables(code: str, flevoland: Path) -> None:
    run = Run(flevoland, code)
    inputs = {table["table"]: table["sha256"] for table in run.record["inputs"]}
    assert inputs["population"] == sha256_of(ROOT / "data" / "population.csv")
    rows = {name: (ROOT / "data" / f"{name}.csv").read_text(encoding="utf-8").splitlines() for name in ("ses_woa",)}
    score = {row.split(",")[0]: float(row.split(",")[2]) for row in rows["ses_woa"][1:] if row.split(",")[1] == "2022"}
    people = (ROOT / "data" / "population.csv").read_text(encoding="utf-8").splitlines()[1:]
    count = {row.split(",")[0]: int(row.split(",")[2]) for row in people if row.split(",")[1] == "2023-01-01"}
    country = sum(count.values())
    assert run.record["share"]["inhabitants"] == country
    total = sum((1 + score[g]) * count[g] / country for g in count)
    assert run.record["share"]["sum_of_weighting_factors"] == pytest.approx(total, abs=1e-12)
    assert round(96_000 * (1 + score[code]) * count[code] / country / total) == run.own["indicative_places"]
