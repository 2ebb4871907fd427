"""Machine translation, where an installation has it: a translator is asked for words, and may not answer."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Protocol
from urllib.parse import urlsplit

from flask import current_app

from consult.kernel.errors import Refused, msgid
from consult.settings import Settings, is_this_machine

TIMEOUT_SECONDS = 20
LONGEST_ANSWER = 1024 * 1024
LONGEST_TEXT = 20_000


class NotTranslated(Exception):
    """The translator gave no words, for a reason that is told in a few words; nobody's text is in it."""


class TranslatorSilent(Refused):
    """The machine translator gave no words."""

    code = "translator-silent"
    status = 409
    sentence = msgid("The machine translator gave no answer. Nothing was saved; try again in a few minutes.")


class Translator(Protocol):
    """Gives words in another language."""

    def translate(self, text: str, *, source: str, target: str) -> str:
        """Return the text in the target language; both languages are tags. Raise `NotTranslated` when it cannot be had."""


@dataclass(slots=True)
class LibreTranslate:
    """Asks a server that speaks LibreTranslate's interface, under the one address that the settings name.

    Answers that lead elsewhere are not followed, and neither are long ones read to their end.
    """

    address: str
    key: str = field(default="", repr=False)
    _codes: Mapping[str, frozenset[str]] | None = field(default=None, init=False, repr=False)

    def translate(self, text: str, *, source: str, target: str) -> str:
        """Return the text in the target language; raise `NotTranslated` when it cannot be had."""
        if len(text) > LONGEST_TEXT:
            raise NotTranslated("the text is too long")
        known = self._known()
        origin = code_for(source, known)
        goal = code_for(target, known[origin]) if origin else None
        if origin is None or goal is None:
            raise NotTranslated(f"it does not translate {source} into {target}")
        asked = {"q": text, "source": origin, "target": goal, "format": "text"}
        answer = self._ask("POST", "/translate", {**asked, **({"api_key": self.key} if self.key else {})})
        words = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(words, str) or not words.strip():
            raise NotTranslated("its answer holds no words")
        return words

    def _known(self) -> Mapping[str, frozenset[str]]:
        """Return into which languages each language is translated, by the server's own codes; asked once."""
        if self._codes is None:
            answer = self._ask("GET", "/languages", None)
            try:
                self._codes = {str(one["code"]): frozenset(map(str, one["targets"])) for one in answer}
            except (KeyError, TypeError) as error:
                raise NotTranslated("its list of languages cannot be read") from error
        return self._codes

    def _ask(self, method: str, path: str, content: Mapping[str, str] | None) -> Any:  # noqa: ANN401 - whatever JSON holds
        parts = urlsplit(self.address)
        host, is_safe = parts.hostname or "", parts.scheme == "https"
        if self.key and not is_safe and not is_this_machine(host):
            raise NotTranslated("its key must not travel unencrypted to another machine")
        kind = HTTPSConnection if is_safe else HTTPConnection
        connection = kind(host, parts.port, timeout=TIMEOUT_SECONDS)
        try:
            body = json.dumps(content).encode() if content is not None else None
            connection.request(method, parts.path.rstrip("/") + path, body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            held = response.read(LONGEST_ANSWER + 1)
        except (OSError, HTTPException) as error:
            raise NotTranslated(type(error).__name__) from error
        finally:
            connection.close()
        if response.status != 200:
            raise NotTranslated(f"it answered {response.status}")
        if len(held) > LONGEST_ANSWER:
            raise NotTranslated("its answer is too long")
        try:
            return json.loads(held)
        except (ValueError, RecursionError) as error:
            raise NotTranslated("its answer cannot be read") from error


def code_for(tag: str, codes: Collection[str]) -> str | None:
    """Return the code of a server's that means this language: the tag itself, without its territory, or the language alone.

    >>> code_for("zh-Hans", {"en", "zh"}), code_for("pt-BR", {"pt", "pt-BR"}), code_for("sw", {"en"})
    ('zh', 'pt-BR', None)
    """
    parts = tag.split("-")
    shorter = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    by_name = {code.casefold(): code for code in codes}
    return next((by_name[one.casefold()] for one in shorter if one.casefold() in by_name), None)


def translator_of(settings: Settings) -> Translator | None:
    """Return the translator that the settings name, or None where there is none."""
    return LibreTranslate(settings.translator_url, settings.translator_key) if settings.translator_url else None


def current_translator() -> Translator | None:
    """Return the translator of this installation, or None where there is none."""
    return translator_of(current_app.config["SETTINGS"])
