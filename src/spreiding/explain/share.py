"""First: the indicative share, with every factor (Besluit art. 2.1 lid 3 and art. 2.2 lid 1)."""

from spreiding.explain.facts import Facts
from spreiding.explain.statement import Figure, Section, Statement, number, text, word

_SHARE = "Besluit-2.1.3"


def share_section(facts: Facts) -> Section:
    """The share of the national need: factors first, then total, amv and regular."""
    return Section(
        "share", "The indicative share", "Het indicatieve aandeel", (*_given(facts), *_weights(facts), *_numbers(facts))
    )


def _given(facts: Facts) -> tuple[Statement, ...]:
    """What comes from elsewhere: the need, the inhabitants and the score."""
    share, dates, say = facts.share, facts.model.dates, facts.say
    return (
        say(
            "share.need",
            "Wet-2.1",
            "The national need (BO) is {need} places, {amv} of them for unaccompanied minors, amv ({origin}).",
            "De landelijke behoefte (BO) is {need} plaatsen, waarvan {amv} voor alleenstaande minderjarigen, amv "
            "({origin}).",
            need=_need(facts),
            amv=_need_amv(facts),
            origin=word(share.need_origin, "run.json: share, need_origin"),
        ),
        say(
            "share.inhabitants",
            _SHARE,
            "Inhabitants: i_g is {population} of {country} in the country, on {day} ({origin}).",
            "Inwoners: i_g is {population} van {country} in het land, op {day} ({origin}).",
            population=facts.cell("population", "persons"),
            country=_country(facts),
            day=text(str(dates.population), "run.json: model, dates.population"),
            origin=word("/".join(share.population_origins), "run.json: share, population_origins"),
        ),
        say(
            "share.score",
            _SHARE,
            "Socio-economic score: SES_g is {score} of {year} ({origin}).",
            "Sociaal-economische score: SES_g is {score} van {year} ({origin}).",
            score=_score(facts),
            year=text(str(dates.ses_woa_year), "run.json: model, dates.ses_woa_year"),
            origin=word(facts.own["ses_woa_origin"], "tasks.csv: ses_woa_origin"),
        ),
    )


def _weights(facts: Facts) -> tuple[Statement, ...]:
    """What the formula makes of them before the need is divided."""
    return (
        facts.say(
            "share.factor",
            _SHARE,
            "Weighting factor: Wf_g = (SES_g + {one}) x i_g / I_NL = {factor} x {population} / {country} = {weight}.",
            "Wegingsfactor: Wf_g = (SES_g + {one}) x i_g / I_NL = {factor} x {population} / {country} = {weight}.",
            one=number(1, "", "the formula"),
            factor=number(1 + facts.own["ses_woa"], "ratio", "tasks.csv: ses_woa, and 1", _decimals(facts)),
            population=facts.cell("population", "persons"),
            country=_country(facts),
            weight=facts.cell("weighting_factor", "ratio", 12),
        ),
        facts.say(
            "share.sum",
            _SHARE,
            "The factors of all municipalities add up to {total}.",
            "De wegingsfactoren van alle gemeenten zijn samen {total}.",
            total=_total(facts),
        ),
    )


def _numbers(facts: Facts) -> tuple[Statement, ...]:
    places, amv = facts.cell("indicative_places"), facts.cell("indicative_amv")
    unrounded = facts.share.national_amv * facts.own["weighting_factor"] / facts.share.sum_of_weighting_factors
    shown = number(unrounded, "places", "run.json: share, national_amv x tasks.csv: weighting_factor / the sum", 6)
    regular = facts.own["indicative_places"] - facts.own["indicative_amv"]
    return (
        _rounded(facts, "places", _SHARE, _need(facts), facts.cell("unrounded_places", "places", 6), places),
        _rounded(facts, "amv", "Besluit-2.2.1", _need_amv(facts), shown, amv),
        facts.say(
            "share.regular",
            "Besluit-2.2.1",
            "Regular places are the rest: {places} - {amv} = {regular}.",
            "Reguliere plaatsen zijn de rest: {places} - {amv} = {regular}.",
            places=places,
            amv=amv,
            regular=number(regular, "places", "tasks.csv: indicative_places - indicative_amv"),
        ),
    )


def _rounded(facts: Facts, kind: str, norm: str, need: Figure, unrounded: Figure, rounded: Figure) -> Statement:
    what = {
        "places": ("Indicative number of places", "Indicatief aantal plaatsen"),
        "amv": ("Of which for amv", "Waarvan voor amv"),
    }
    english, dutch = what[kind]
    return facts.say(
        f"share.{kind}",
        norm,
        english + ": {need} x {weight} / {total} = {unrounded}, rounded half up to {rounded}.",
        dutch + ": {need} x {weight} / {total} = {unrounded}, bij een half naar boven afgerond op {rounded}.",
        need=need,
        weight=facts.cell("weighting_factor", "ratio", 12),
        total=_total(facts),
        unrounded=unrounded,
        rounded=rounded,
    )


def _need(facts: Facts) -> Figure:
    return number(facts.share.national_need, "places", "run.json: share, national_need")


def _need_amv(facts: Facts) -> Figure:
    return number(facts.share.national_amv, "places", "run.json: share, national_amv")


def _country(facts: Facts) -> Figure:
    return number(facts.share.inhabitants, "persons", "run.json: share, inhabitants")


def _total(facts: Facts) -> Figure:
    return number(facts.share.sum_of_weighting_factors, "ratio", "run.json: share, sum_of_weighting_factors", 12)


def _score(facts: Facts) -> Figure:
    return number(facts.own["ses_woa"], "score", "tasks.csv: ses_woa", _decimals(facts))


def _decimals(facts: Facts) -> int:
    """As many decimals as the score is written with."""
    return len(f"{facts.own['ses_woa']:.15f}".rstrip("0").partition(".")[2])
