"""Letters are composed so that nothing a person typed becomes a header, and nothing is lost in any script."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from consult.kernel.mail import FolderPostbox, Letter, SmtpPostbox, compose, postbox
from consult.settings import Settings

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SENDER = "The secretariat <consult@example.org>"


def a_message(
    *, subject: str = "Hello", text: str = "Words.\n", sender: str = SENDER, address: str = "ada@example.org"
) -> EmailMessage:
    return compose(Letter(subject, text), sender=sender, address=address, at=NOON, mark="m1")


def received(message: EmailMessage) -> EmailMessage:
    """Return the message as a mail program reads it."""
    read = message_from_bytes(message.as_bytes(), policy=policy.default)
    assert isinstance(read, EmailMessage)
    return read


def test_a_letter_says_what_it_says_in_every_script() -> None:
    read = received(a_message(subject="审计 – تدقيق 😀", text="一二三 تدقيق\nsecond line\n"))
    assert read["Subject"] == "审计 – تدقيق 😀"
    assert read.get_content() == "一二三 تدقيق\nsecond line\n"
    assert (read["To"], read["From"]) == ("ada@example.org", SENDER)


def test_a_letter_names_its_moment_and_itself_and_says_that_a_program_sent_it() -> None:
    read = received(a_message())
    assert read["Date"].datetime == NOON
    assert read["Message-ID"] == "<m1@example.org>"
    assert read["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("ends", ["\n", "\r", "\r\n", "\n\n", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1e"])
def test_a_line_end_in_a_header_is_refused(ends: str) -> None:
    injected = f"a{ends}Bcc: eve@example.org"
    with pytest.raises(ValueError, match="linefeed"):
        a_message(subject=injected)
    with pytest.raises(ValueError, match="linefeed"):
        a_message(address=injected)
    with pytest.raises(ValueError, match="linefeed"):
        a_message(sender=injected)


def test_words_in_the_text_never_become_headers() -> None:
    read = received(a_message(text="\r\nBcc: eve@example.org\n\n.\nSubject: other\n"))
    assert (read["Bcc"], read["Subject"]) == (None, "Hello")


def test_a_long_subject_is_folded_and_comes_out_whole() -> None:
    subject = "审计与监管" * 40
    assert received(a_message(subject=subject))["Subject"] == subject


def test_without_a_mail_server_letters_lie_in_the_instance_s_folder(tmp_path: Path) -> None:
    box = postbox(Settings(instance=str(tmp_path)))
    assert box == FolderPostbox(tmp_path / "mail")
    box.send("m1", a_message())
    files = list((tmp_path / "mail").iterdir())
    assert [file.name for file in files] == ["m1.eml"]
    assert files[0].stat().st_mode & 0o077 == 0
    assert b"Words." in files[0].read_bytes()


def test_with_a_mail_server_letters_go_there() -> None:
    chosen = Settings(mail_host="mail.example.org")
    assert postbox(chosen) == SmtpPostbox(chosen)
