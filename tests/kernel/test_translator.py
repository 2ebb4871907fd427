"""A machine translator: asked at one address, believed only when it answers as it should, and never followed elsewhere."""

import socket
from collections.abc import Iterator

import pytest

from consult.kernel import translator
from consult.kernel.translator import LibreTranslate, NotTranslated, code_for, translator_of
from consult.settings import SettingRefused, Settings
from tests.kernel.libre import Libre, libre


@pytest.fixture
def server() -> Iterator[Libre]:
    with libre() as made:
        yield made


def test_words_come_back_in_the_language_that_was_asked_for(server: Libre) -> None:
    machine = LibreTranslate(server.address)
    assert machine.translate("People first", source="en", target="zh-Hans") == "[zh] People first"
    assert machine.translate("People last", source="en-GB", target="ar") == "[ar] People last"
    assert [method for method, _, _ in server.asked] == ["GET", "POST", "POST"], "its languages are asked for once"
    assert server.asked[1][2] == {"q": "People first", "source": "en", "target": "zh", "format": "text"}


def test_the_key_and_the_path_of_the_address_go_along(server: Libre) -> None:
    machine = LibreTranslate(f"{server.address}/behind/", "a key")
    machine.translate("People first", source="en", target="ar")
    assert [path for _, path, _ in server.asked] == ["/behind/languages", "/behind/translate"]
    assert server.asked[1][2]["api_key"] == "a key"
    assert "a key" not in repr(machine)


@pytest.mark.parametrize(("source", "target"), [("en", "sw"), ("sw", "en"), ("ar", "zh-Hans")])
def test_a_pair_that_it_does_not_know_is_not_asked_for(server: Libre, source: str, target: str) -> None:
    with pytest.raises(NotTranslated, match="does not translate"):
        LibreTranslate(server.address).translate("People", source=source, target=target)
    assert server.texts == []


@pytest.mark.parametrize(
    "answer", [b"[]", b"{}", b'{"translatedText": ""}', b'{"translatedText": 7}', b"<html>", b"[" * 9999]
)
def test_an_answer_without_words_is_none(server: Libre, answer: bytes) -> None:
    server.answer = answer
    with pytest.raises(NotTranslated):
        LibreTranslate(server.address).translate("People", source="en", target="ar")


@pytest.mark.parametrize("languages", [{}, [{"code": "en"}], ["en"], 7])
def test_a_list_of_languages_that_cannot_be_read_is_no_answer(server: Libre, languages: object) -> None:
    server.languages = languages
    with pytest.raises(NotTranslated):
        LibreTranslate(server.address).translate("People", source="en", target="ar")


def test_an_answer_that_has_no_end_is_not_read_to_its_end(server: Libre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translator, "LONGEST_ANSWER", 200)
    server.answer = b'{"translatedText": "' + b"x" * 500 + b'"}'
    with pytest.raises(NotTranslated, match="too long"):
        LibreTranslate(server.address).translate("People", source="en", target="ar")


def test_a_text_that_is_too_long_is_not_sent(server: Libre) -> None:
    with pytest.raises(NotTranslated, match="too long"):
        LibreTranslate(server.address).translate("x" * 20_001, source="en", target="ar")
    assert server.asked == []


def test_a_refusal_and_a_way_elsewhere_are_no_answer(server: Libre) -> None:
    server.status = 403
    with pytest.raises(NotTranslated, match="403"):
        LibreTranslate(server.address).translate("People", source="en", target="ar")
    with libre() as elsewhere:
        server.leads_to = f"{elsewhere.address}/languages"
        with pytest.raises(NotTranslated, match="302"):
            LibreTranslate(server.address).translate("People", source="en", target="ar")
        assert elsewhere.asked == []


def test_nobody_at_the_address_is_no_answer() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(NotTranslated, match="ConnectionRefusedError"):
        LibreTranslate(address).translate("People", source="en", target="ar")


def test_a_key_does_not_travel_unencrypted_to_another_machine() -> None:
    with pytest.raises(NotTranslated, match="unencrypted"):
        LibreTranslate("http://translate.example.org", "a key").translate("People", source="en", target="ar")


def test_a_code_means_the_nearest_language() -> None:
    assert code_for("zh-Hans", ["en", "zh-Hant", "zh"]) == "zh"
    assert code_for("zh-Hans-CN", ["zh-Hans", "zh"]) == "zh-Hans"
    assert code_for("pt-BR", ["pt", "pt-br"]) == "pt-br"
    assert code_for("sw", ["en"]) is None


def test_an_installation_has_no_translator_unless_one_is_named() -> None:
    assert translator_of(Settings()) is None
    assert translator_of(Settings(translator_url="http://127.0.0.1:5000")) == LibreTranslate("http://127.0.0.1:5000")


@pytest.mark.parametrize(
    "value", ["ftp://host", "translate", "https://", "https://host?key=1", "http://a@host", "http://[x"]
)
def test_an_address_that_leads_to_no_translator_is_refused(value: str) -> None:
    with pytest.raises(SettingRefused, match="CONSULT_TRANSLATOR_URL: give an http or https address"):
        Settings.from_environment({"CONSULT_TRANSLATOR_URL": value})
