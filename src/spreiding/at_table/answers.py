"""Commands that answer: solve what is asked, and hold it against the base. One that needs an answer solves first."""

from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from spreiding.alternative.alternative import Answer, answer_of, publish_alternative
from spreiding.alternative.file import Alternative, load_alternative
from spreiding.alternative.progress import QuietScreen, seconds_line
from spreiding.alternative.question import pose
from spreiding.alternative.screen import goal_table, number_table, site_table, summary
from spreiding.at_table import views
from spreiding.at_table.open import AtTable
from spreiding.at_table.state import Done, Shown, State, ask, saved, tree_of, with_answer
from spreiding.at_table.wishes import WHERE, lines
from spreiding.at_table.words import Words, near, only, town, wrong
from spreiding.errors import Finding, InputError
from spreiding.model_wishes import BOUNDS
from spreiding.solve.outcome import Status
from spreiding.write.beside import put_files

VIEWS = ("towns", "sites", "goals")
INFEASIBLE = Status.INFEASIBLE.exit_code


def solve(table: AtTable, state: State, words: Words) -> Done:
    """Solve what is asked now, and tell who gains, who loses and which goals move."""
    if words:
        raise wrong("solve", " ".join(words), "takes no words", "Ask first, then write: solve.")
    state, told = answered(table, state)
    answer = state.now.answer
    if answer is None or answer.tasks is None:
        return Done(state, tuple(told), code=_code(answer))
    shown: list[Shown] = [one for one in (number_table(table.base, answer),) if one.row_count]
    return Done(state, (*shown, *views.goal_lines(table.base, answer), summary(answer), *told), code=_code(answer))


def answered(table: AtTable, state: State) -> tuple[State, list[str]]:
    """The state with the answer to what is asked now, and what is said of it.

    Without a plan the state keeps the answer that says so. Raise ``InputError`` on what can't be asked.
    """
    if state.now.answer is not None:
        return state, _none(state, state.now.answer)
    with QuietScreen(table.console) as watch:
        with watch.step("prepare"):
            question = pose(table.desk, table.base, state.now.asked, (table.province,), WHERE)
        answer = answer_of(question, table.time_limit, watch)
    if answer.solved.status is Status.NO_SOLUTION:
        # Not kept: the next try may have more luck with the clock.
        return state, ["Time was up before a plan was found: drop a wish, or start with a longer --time-limit."]
    return with_answer(state, answer), _none(state, answer) or [seconds_line(watch)]


def show(table: AtTable, state: State, words: Words) -> Done:
    """The province as it is now: its municipalities, its sites, or the goals of the whole run."""
    what = words[0] if words else VIEWS[0]
    if what not in VIEWS or len(words) > 1:
        raise wrong("show", " ".join(words), "is nothing to show", near(what, VIEWS))
    if not tree_of(state.now.asked):
        return Done(state, (views.of_base(table, what), "Nothing is asked: this is the base."))
    state, told = answered(table, state)
    answer = state.now.answer
    if answer is None or answer.tasks is None:
        return Done(state, tuple(told), code=_code(answer))
    return Done(state, (views.of_answer(table, answer, what), *told))


def compare(table: AtTable, state: State, words: Words) -> Done:
    """The answer beside the base: goals, numbers and sites that are other."""
    if words:
        raise wrong(
            "compare",
            " ".join(words),
            "takes no words",
            "It compares with the base; `spreiding compare` takes folders.",
        )
    if not tree_of(state.now.asked):
        return Done(state, ("Nothing is asked: this is the base.",))
    state, told = answered(table, state)
    answer = state.now.answer
    if answer is None or answer.tasks is None:
        return Done(state, tuple(told), code=_code(answer))
    tables = (number_table(table.base, answer), site_table(table.base, answer))
    return Done(state, (goal_table(table.base, answer), *(one for one in tables if one.row_count), summary(answer)))


def explain(table: AtTable, state: State, words: Words) -> Done:
    """Why a municipality has its number, in the answer, or in the base when nothing is asked."""
    # It reads run files through the site table, which is not needed before somebody asks why.
    from spreiding.explain.explain import explain as explained
    from spreiding.explain.forms import plain_text

    if not words:
        raise wrong("explain", None, "needs a municipality", "Write: explain GM0193, or its name.")
    code = town(table, " ".join(words))
    folder, told = table.base.folder, list[str]()
    if tree_of(state.now.asked):
        state, told = answered(table, state)
        answer = state.now.answer
        if answer is None or answer.tasks is None:
            return Done(state, tuple(told), code=_code(answer))
        with QuietScreen(table.console) as watch:
            folder = table.written.folder(table.base, state.now.asked, answer, watch)
    return Done(state, (plain_text(explained(folder, code, table.data)).rstrip(), *told))


def save(table: AtTable, state: State, words: Words) -> Done:
    """Write the answer as a run, audited and whole."""
    if len(words) > 1:
        raise wrong(
            "save", " ".join(words), "is more than one folder", 'Between quotes a name may have spaces: save "a b".'
        )
    if not tree_of(state.now.asked):
        advice = f"The base stands in {table.base.folder}; ask something first."
        raise wrong("save", words[0] if words else None, "has nothing to write: nothing is asked", advice)
    state, told = answered(table, state)
    answer = state.now.answer
    if answer is None or answer.tasks is None:
        return Done(state, tuple(told), code=_code(answer))
    out = Path(words[0]) if words else Path("out") / f"table-{datetime.now():%Y%m%d-%H%M%S}"
    with QuietScreen(table.console) as watch:
        result = publish_alternative(table.base, answer, state.now.asked, out, watch)
    found = [f"The audit found {len(result.findings)} things wrong; they stand in run.json."] if result.findings else []
    return Done(saved(state), (*told, *found, f"Written to {result.out}"), code=result.exit_code)


def write(table: AtTable, state: State, words: Words) -> Done:
    """Write what is asked as a file that ``load`` and ``spreiding alternative`` take."""
    path = Path(only("write", words, "write alt.yaml"))
    tree = tree_of(state.now.asked)
    if not tree:
        raise wrong("write", str(path), "would be empty: nothing is asked", "Ask something first.")
    for bound in (one for one in BOUNDS if one in tree):
        tree[bound] = {code: _plain(number) for code, number in tree[bound].items()}
    put_files(path.parent, {path.name: yaml.safe_dump(tree, sort_keys=False, allow_unicode=True)}, replace=True)
    return Done(saved(state), (f"Written to {path}",))


def load(table: AtTable, state: State, words: Words) -> Done:
    """Ask what a file asks, instead of what is asked now."""
    path = Path(only("load", words, "load alt.yaml"))
    asked = load_alternative(path)
    _check_home(table, asked, path)
    made = ask(state, asked)
    return Done(saved(made), (f"From {path}:", *lines(table, made.now.asked)))


def _check_home(table: AtTable, asked: Alternative, path: Path) -> None:
    """Raise ``InputError`` with all that a file asks outside the province: nothing can move there at this table."""
    numbers = [code for _, code, *_ in asked.numbers]
    pairs = [(item.from_code, item.to_code) for item in asked.exchange]
    offers = [str(row.get("municipality_code")) for row in asked.offer]
    towns = [*numbers, *offers, *(code for one in asked.together for code in one.municipalities)]
    outside = [code for code in towns if code not in table.towns]
    outside += [f"{one} and {other}" for one, other in pairs if not {one, other} & set(table.towns)]
    ids = {*table.sites, *(str(row.get("site_id")) for row in asked.offer)}
    outside += [site for site in asked.sites if site not in ids]
    if outside:
        rule, advice = f"is not in {table.where}", "Leave it out, or take it to `spreiding alternative`."
        raise InputError(Finding(path.name, None, None, one, rule, advice) for one in dict.fromkeys(outside))


def _plain(number: dict[str, Any]) -> Any:
    """A number of all places as a person writes it."""
    return number["total"] if list(number) == ["total"] else number


def _none(state: State, answer: Answer) -> list[str]:
    """Why there is no plan; nothing when there is one."""
    if answer.tasks is not None:
        return []
    asked = ", ".join(row.name for row in answer.question.case.wishes) or "nothing but the norms"
    return [f"No plan meets what is asked: {asked}. `undo` takes the last wish back."]


def _code(answer: Answer | None) -> int:
    return Status.NO_SOLUTION.exit_code if answer is None else answer.solved.status.exit_code
