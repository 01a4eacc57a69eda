"""Data about individuals is refused in every format; columns about places pass."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from format_files import shapes

from spreiding.formats.personal import personal_findings
from spreiding.formats.read import FORMATS, read_lines
from spreiding.tables.catalogue import TABLES
from spreiding.write.columns import TABLES as WRITTEN

PERSONAL = [
    *("BSN", "bsn-nummer", "Burgerservicenummer", "sofi nr", "citizen service number", "socialSecurityNumber"),
    *("V-nummer", "vnr", "v_number", "Vreemdelingennummer", "alien number"),
    *("Geboortedatum", "geb.datum", "date of birth", "birth_date", "DOB", "Geboorteland", "geboortedatum bewoner"),
    *("Voornaam", "achter-naam", "Voorletters", "first name", "lastName", "Surname", "full_name", "contactpersoon"),
    *("naam bewoner", "Naam van de bewoner", "resident name", "name of applicant", "persoonsnaam", "cliëntnummer"),
    *("Nationaliteit", "nationality", "country of origin", "land van herkomst", "e-mail", "Email adres", "E-MAIL 2"),
    *("Telefoon", "tel. nr.", "tel", "mobile", "phone number", "GSM", "IBAN", "paspoortnummer", "woonadres"),
    *("religie", "etniciteit", "leeftijd bewoner", "gender of applicant"),
]
PLAIN = [
    *("name", "naam", "naam locatie", "municipality", "gemeente", "gemeentenaam", "adres", "address", "postcode"),
    *("persons", "personen", "number of persons", "aantal bewoners", "residents", "places", "origin", "herkomst"),
    *("mobile units", "hotel", "reservenummer", "locatienummer", "location number", "omschrijving", "telling", "id"),
    *("permit holders", "statushouders", "geboortecijfer", "leeftijdsgroep", "contract", "personeel", "", "no", "nr"),
]


@pytest.mark.parametrize("name", PERSONAL)
def test_a_column_about_persons_is_told(name: str) -> None:
    (found,) = personal_findings("t.csv", ["site_id", name], [(2, ("S1", "x"))])
    assert (found.row, found.column, found.value) == (1, name, None)
    assert "which is about individuals" in found.rule and "only counts per place" in found.advice


@pytest.mark.parametrize("name", PLAIN)
def test_a_column_about_places_passes(name: str) -> None:
    assert personal_findings("t.csv", [name], [(2, ("x",))]) == []


@pytest.mark.parametrize("table", [*TABLES, *WRITTEN], ids=lambda table: f"{table.__class__.__module__}-{table.name}")
def test_no_column_of_our_own_is_taken_for_one(table: object) -> None:
    declared = next(entry for entry in [*TABLES, *WRITTEN] if entry is table)
    assert personal_findings(declared.file, [column.name for column in declared.columns], []) == []


BSN = ("111222333", "123456782", "111.222.333", "10000008")  # pass the eleven-test and belong to nobody


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (BSN[:2], True),
        ((*BSN[1:3], "Urk"), True),
        ((BSN[0], ""), True),
        (("123456789", "987654321"), False),  # nine digits that fail the test
        ((BSN[0], "a", "b", "c"), False),  # one among texts
        (("000000000",), False),
        (("12345678",), False),
        (("jan@example.nl", "piet@example.nl"), True),
        (("jan@example.nl", "CBS", "COA"), False),
    ],
)
def test_cells_tell_what_a_header_hides(cells: tuple[str, ...], told: bool) -> None:
    rows = [(row, (cell,)) for row, cell in enumerate(cells, start=2)]
    assert bool(personal_findings("t.csv", ["code"], rows)) == told


def test_a_number_of_a_person_in_the_header_is_not_repeated() -> None:
    (found,) = personal_findings("t.csv", ["Urk", BSN[0]], [])
    assert found.column == "number 2" and BSN[0] not in str(found)


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_is_refused_before_anything_else(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"sites{kind}"
    frame = pd.DataFrame({"site_id": ["S1", "S2"], "bsn": [BSN[0], "secret"]})
    if kind == ".csv":
        path.write_text(frame.to_csv(index=False) + "one,cell,too,many\n", encoding="utf-8")
    elif kind == ".parquet":
        frame.to_parquet(path)
    elif kind == ".xlsx":
        book = openpyxl.Workbook()
        for row in [list(frame.columns), *frame.values.tolist(), ["=1+1", "secret"]]:
            book.worksheets[0].append(row)
        book.save(path)
    else:
        made = path if kind != ".zip" else path.with_suffix(".shz")  # GDAL's own name of a zipped shapefile
        shapes().assign(bsn=frame["bsn"]).to_file(made, driver="ESRI Shapefile" if kind == ".zip" else None)
        made.rename(path)
    read = read_lines(path)
    assert (read.header, read.rows) == ((), ())
    assert [finding.column for finding in read.findings] == ["bsn"]
    assert "secret" not in str(read.findings) and BSN[0] not in str(read.findings)
