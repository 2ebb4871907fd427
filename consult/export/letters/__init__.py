"""A summary as a file: for machines as JSON and CSV, for readers as HTML and Markdown in their language."""

from collections.abc import Mapping
from typing import Any

from flask import current_app

from consult.export.letters.comments import TABLES, comments_file_name, write_comments
from consult.export.letters.document import summary_document
from consult.export.rules.look import STYLES
from consult.export.rules.markdown import to_markdown
from consult.export.rules.summary import summary_json
from consult.export.rules.tables import summary_csv

__all__ = ["FORMS", "TABLES", "comments_file_name", "file_name", "write_comments", "write_summary"]
FORMS = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
"""The forms of a summary, with their content types."""

READ_BY_PEOPLE = frozenset({"md", "html"})


def write_summary(summary: Mapping[str, Any], form: str, *, lang: str, names: Mapping[str, str]) -> bytes:
    """Return the summary as a file in one of the forms, words in this language of the interface.

    `names` are the organiser's own names of countries and territories in that language.
    """
    if form == "json":
        return summary_json(summary).encode()
    if form == "csv":
        return summary_csv(summary).encode()
    document = summary_document(summary, lang=lang, names=names)
    if form == "md":
        return to_markdown(document).encode()
    template = current_app.jinja_env.get_template("export/summary.html")
    return template.render(document=document).replace("</title>", f"</title>\n<style>{STYLES}</style>", 1).encode()


def file_name(summary: Mapping[str, Any], form: str, *, lang: str) -> str:
    """Return what the file is called: plain letters that every system keeps."""
    spoken = f"-{lang}" if form in READ_BY_PEOPLE else ""
    return f"{summary['consultation']['slug']}-round-{summary['round']['number']}-summary{spoken}.{form}"
