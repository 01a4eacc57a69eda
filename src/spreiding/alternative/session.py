"""The command's course: the answer is on the screen before its files are made."""

from rich.console import Console

from spreiding.alternative.alternative import AlternativeRequest, asked_of, make_alternative, publish_alternative
from spreiding.alternative.progress import QuietScreen
from spreiding.alternative.screen import show_answer, show_findings_of
from spreiding.write.folder import check_target


def run_alternative(request: AlternativeRequest, console: Console) -> int:
    """Answer, show, write; give the exit code. Raise ``InputError``, ``OutputError`` or ``SolverError``."""
    if request.out is not None:
        check_target(request.out)
    with QuietScreen(console) as screen:
        base, answer = make_alternative(request, screen)
    show_answer(console, base, answer, screen)
    if answer.tasks is None or request.out is None:
        return answer.solved.status.exit_code
    with QuietScreen(console) as second:
        second.seconds = screen.seconds
        result = publish_alternative(base, answer, asked_of(request), request.out, second)
    show_findings_of(console, result)
    console.print(f"Written to {result.out}", highlight=False, soft_wrap=True)
    return result.exit_code
