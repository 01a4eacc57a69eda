"""An htl stay is at most three months: a model file that asks for more is refused by name, with the article."""

from pathlib import Path

import pytest

from spreiding import paths
from spreiding.errors import InputError
from spreiding.instance import make_instance
from spreiding.law.special_stay import htl_weeks
from spreiding.model_file import load_model
from spreiding.tables.bundle import read_tables

MODEL = paths.MODELS / "raming-2024.yaml"


def _with_htl_weeks(folder: Path, weeks: str) -> Path:
    text = MODEL.read_text(encoding="utf-8")
    assert text.count("stay_weeks: 8\n") == 1
    path = folder / "other.yaml"
    path.write_text(text.replace("stay_weeks: 8\n", f"stay_weeks: {weeks}\n"), encoding="utf-8")
    return path


def test_three_months_are_a_quarter(tmp_path: Path) -> None:
    instance = make_instance(load_model(_with_htl_weeks(tmp_path, "13")), read_tables(), paths.LAW, ("PV22",))
    assert htl_weeks(instance.law) == pytest.approx(13)


def test_a_longer_stay_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        make_instance(load_model(_with_htl_weeks(tmp_path, "13.5")), read_tables(), paths.LAW, ("PV22",))
    (finding,) = caught.value.findings
    assert (finding.file, finding.column, finding.value) == ("other.yaml", "families.special.htl.stay_weeks", "13.5")
    assert finding.rule == "is longer than an htl stay may last: 3 months (Uitvoeringsagenda 2.2)"
    assert finding.advice == "Write 13 weeks or fewer."
