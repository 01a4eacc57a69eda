"""What run.json says of the law is what the code reads of it."""

import re
from pathlib import Path

import spreiding
from spreiding import paths
from spreiding.instance import LAW_USED
from spreiding.law.parameters import LawBook

READS = re.compile(
    r"law(?:_at)?(?:\.whole|\.number)\(\"([a-z_]+)\"\)|\.whole\(\"([a-z_]+)\"\)|\.day_of\(\"([a-z_]+)\","
)


def test_the_list_of_law_used_is_what_the_code_asks_for() -> None:
    asked: set[str] = set()
    for path in Path(spreiding.__file__).parent.rglob("*.py"):
        asked |= {next(filter(None, names)) for names in READS.findall(path.read_text(encoding="utf-8"))}
    assert asked == set(LAW_USED)


def test_all_of_it_is_in_force_at_the_dates_of_the_models_that_ship() -> None:
    from datetime import date

    for day in (date(2024, 2, 1), date(2026, 2, 5)):
        law = LawBook.load(paths.LAW).at(day)
        assert all(law[name].article for name in LAW_USED)
