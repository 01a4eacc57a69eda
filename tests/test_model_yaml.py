"""YAML that would trip the parser is told as YAML that is wrong, whoever reads it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from spreiding.errors import InputError
from spreiding.fetch.endpoints import load_endpoints
from spreiding.importing.map_file import read_map
from spreiding.model_file import load_model
from spreiding.model_yaml import load_once
from spreiding.travel.assumptions import read_assumptions

DEEP = "{a: " * 3000
LONG = "a: " + "9" * 5000  # Python makes no number of so many digits


@pytest.mark.parametrize(("text", "said"), [(DEEP, "nested too deeply"), (LONG, "limit")])
def test_what_trips_the_parser_is_an_error_of_yaml(text: str, said: str) -> None:
    with pytest.raises(yaml.YAMLError, match=said):
        load_once(text)


@pytest.mark.parametrize("text", [DEEP, LONG])
@pytest.mark.parametrize("read", [read_map, load_model, read_assumptions, load_endpoints])
def test_every_reader_tells_it_in_words(tmp_path: Path, read: Callable[[Path], Any], text: str) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text(text)
    with pytest.raises(InputError, match=r"settings\.yaml: (is not YAML|can't be read) \("):
        read(path)
