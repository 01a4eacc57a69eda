"""On request: what one place more or fewer costs in every goal when the province is planned anew around it."""

from collections.abc import Mapping
from pathlib import Path

from spreiding.alternative.alternative import answer_of
from spreiding.alternative.desk import open_desk
from spreiding.alternative.file import Alternative
from spreiding.alternative.question import pose
from spreiding.explain.facts import Facts
from spreiding.explain.statement import Figure, Section, Statement, number, signed, word
from spreiding.formulation.goal_units import goal_unit
from spreiding.model_wishes import Number
from spreiding.result import Watch
from spreiding.run_files.read import WrittenRun

# A difference is told in thousandths; a goal of millions is only known to a part of itself.
DECIMALS = 3
PART = 1e-6
_NOISE = 5e-4
_SOURCE = "run solved again with the number pinned"


def price_section(facts: Facts, data: Path | None, watch: Watch) -> Section:
    """Statements for one place more and one fewer of the total; everything outside the province is held as it is."""
    said = [_one(facts, data, step, watch) for step in (1, -1) if int(facts.own["task_places"]) + step >= 0]
    return Section("price", "What one place more or fewer costs", "Wat een plaats meer of minder kost", tuple(said))


def _one(facts: Facts, data: Path | None, step: int, watch: Watch) -> Statement:
    differences = prices(facts.run, facts.code, int(facts.own["task_places"]) + step, data, watch)
    more, meer = ("more", "meer") if step > 0 else ("fewer", "minder")
    asked: dict[str, Figure] = {"one": number(1, "places", "the question")}
    if differences is None:
        return facts.say(
            f"price.{more}",
            "Wet-5.1",
            f"With {{one}} place {more} there is no plan, with all outside the province as it is.",
            f"Met {{one}} plaats {meer} is er geen plan, met alles buiten de provincie zoals het is.",
            more=asked,
        )
    if not differences:
        return facts.say(
            f"price.{more}",
            "Wet-5.2-even",
            f"With {{one}} place {more}, and the province planned anew around it, no goal becomes better or worse.",
            f"Met {{one}} plaats {meer}, en de provincie daaromheen opnieuw gepland, verandert geen doel.",
            more=asked,
        )
    figures = {**asked, **{goal: word(goal, "run.json: model, goals") for goal in differences}}
    for goal, value in differences.items():
        figures[f"{goal}_by"] = signed(value, goal_unit(goal), _SOURCE, DECIMALS)
    told = "; ".join(f"{{{goal}}} {{{goal}_by}}" for goal in differences)
    return facts.say(
        f"price.{more}",
        "Wet-5.2-even",
        f"With {{one}} place {more}, and the province planned anew around it: {told}.",
        f"Met {{one}} plaats {meer}, en de provincie daaromheen opnieuw gepland: {told}.",
        more=figures,
    )


def prices(run: WrittenRun, code: str, places: int, data: Path | None, watch: Watch) -> Mapping[str, float] | None:
    """By how much each goal differs from the run when a number is pinned at ``places``; ``None``: there is no plan.

    Goals that differ by less than a millionth are left out, and those that only come nearer to what the run itself was
    proved to be at best: that is no price of the place. Raise ``InputError`` when the run can't be solved again.
    """
    desk = open_desk(run, data, watch)
    asked = Alternative(pin={code: Number(total=places)})
    answer = answer_of(pose(desk, run, asked, (), Path("explain")), None, watch, clash=False)
    if answer.goals is None:
        return None
    values, found = answer.goals.values, dict[str, float]()
    for goal in run.record.goals:
        apart, room = values[goal.goal] - goal.value, goal.value - (goal.value if goal.bound is None else goal.bound)
        if not -room - _NOISE <= apart <= PART * max(1.0, abs(goal.value)):
            found[goal.goal] = round(apart, DECIMALS)
    return {goal: apart for goal, apart in found.items() if apart}
