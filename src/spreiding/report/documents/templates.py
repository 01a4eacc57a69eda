"""The two templates of a document, read and checked: what is wrong with them is told before anything is made."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from spreiding.errors import Finding, InputError
from spreiding.report.documents.marks import marks_body, unmarked_headers
from spreiding.report.documents.placeholders import check_placeholders, placeholders
from spreiding.report.documents.source import check_folder, html_source, template_path

_START = "Start again from the template that ships."
_MARK = "Put {{ merk }} there, outside any condition: a reader must see on every page that it is a draft."


@dataclass(frozen=True)
class Templates:
    """A document's Word template as bytes, and its HTML template with its fragments in it."""

    word: bytes
    html: str


def environment() -> SandboxedEnvironment:
    """How templates are read: text is escaped, a name that is unknown is an error, and nothing else can be reached."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def load_templates(name: str, model: type, own: Path | None) -> Templates:
    """Read and check both templates of a document; ``own``: a folder with the user's.

    Raise ``InputError`` with every unknown and missing placeholder of both, and every page without its mark.
    """
    if own is not None:
        check_folder(own)
    word, html = template_path(f"{name}.docx", own), template_path(f"{name}.html", own)
    findings = [*_word_findings(word, model), *_html_findings(html, html.name, model, own)]
    if findings:
        raise InputError(findings)
    return Templates(word.read_bytes(), html_source(html.name, own))


def _word_findings(path: Path, model: type) -> Iterator[Finding]:
    try:
        content = path.read_bytes()
        tree = _word_tree(content)
        document = docx.Document(io.BytesIO(content))
    except OSError as error:
        yield _unreadable(path, error)
        return
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        yield Finding(str(path), None, None, None, f"is no Word document ({_line(error)})", _START)
        return
    except TemplateSyntaxError as error:
        yield Finding(str(path), None, None, None, f"has a placeholder that can't be read ({_line(error)})", _START)
        return
    yield from _placeholder_findings(path, tree, model)
    for where in unmarked_headers(document):
        yield Finding(str(path), None, where, "{{ merk }}", "is missing, so that pages would bear no mark", _MARK)


def _word_tree(content: bytes) -> nodes.Template:
    """The placeholders of the body, the headers, the footers and the properties, as one template."""
    template = DocxTemplate(io.BytesIO(content))
    template.init_docx()
    parts = [template.patch_xml(template.get_xml())]
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        parts += [template.patch_xml(template.get_part_xml(part)) for _, part in template.get_headers_footers(uri)]
    parts.append(str(template.docx.core_properties.title))
    return environment().parse("".join(parts))


def _html_findings(path: Path, name: str, model: type, own: Path | None) -> Iterator[Finding]:
    try:
        tree = environment().parse(html_source(name, own))
    except (OSError, UnicodeDecodeError) as error:
        yield _unreadable(path, error)
        return
    except TemplateSyntaxError as error:
        yield Finding(str(path), error.lineno, None, None, f"has a mark that can't be read ({_line(error)})", _START)
        return
    yield from _placeholder_findings(path, tree, model)
    if not marks_body(tree):
        yield Finding(str(path), None, "body", "{{ merk }}", "is missing, so that its pages would bear no mark", _MARK)


def _placeholder_findings(path: Path, tree: nodes.Template, model: type) -> Iterator[Finding]:
    unknown, missing = check_placeholders(tree, model)
    known = f"Choose from {', '.join(placeholders(model))}."
    for name in unknown:
        yield Finding(str(path), None, None, name, "is no placeholder of this document", known)
    for name in missing:
        yield Finding(str(path), None, None, name, "is missing: the document can't do without it", "Put it back.")


def _unreadable(path: Path, error: OSError | UnicodeDecodeError) -> Finding:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Finding(str(path), None, None, None, f"can't be read ({reason.lower()})", _START)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())
