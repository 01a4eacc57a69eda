"""The command's course: the answer is on the screen before its files are made."""

from collections.abc import Callable

from rich.console import Console

from spreiding.alternative.alternative import (
    AlternativeRequest,
    asked_of,
    make_alternative,
    publish_alternative,
    read_base,
)
from spreiding.alternative.file import Alternative
from spreiding.alternative.progress import QuietScreen
from spreiding.alternative.screen import show_answer, show_findings_of
from spreiding.run_files.read import WrittenRun
from spreiding.write.folder import check_target

Asking = Callable[[WrittenRun], Alternative]


def run_alternative(request: AlternativeRequest, console: Console, asking: Asking | None = None) -> int:
    """Answer, show, write; give the exit code. Raise ``InputError``, ``OutputError`` or ``SolverError``.

    ``asking`` says what is asked once the base is read; ``None``: the file and the options of the request.
    """
    if request.out is not None:
        check_target(request.out)
    with QuietScreen(console) as screen:
        asked = asked_of(request) if asking is None else None
        base = read_base(request, screen)
        asked = asked or (asking or _nothing)(base)
        answer = make_alternative(base, asked, request, screen)
    show_answer(console, base, answer, screen)
    if answer.tasks is None or request.out is None:
        return answer.solved.status.exit_code
    with QuietScreen(console) as second:
        second.seconds = screen.seconds
        result = publish_alternative(base, answer, asked, request.out, second)
    show_findings_of(console, result)
    console.print(f"Written to {result.out}", highlight=False, soft_wrap=True)
    return result.exit_code


def _nothing(base: WrittenRun) -> Alternative:
    return Alternative()
