"""Mail and web archives (EML, MHTML, MSG): the letter, then each attachment as it is read alone."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parsedate_to_datetime

from corpus.data_files import any_of
from corpus.model import Block, BlockKind, Dropped, Page
from ingest.readers.html import read_html
from ingest.readers.reading import (
    Attachment,
    Facts,
    FileReading,
    LeftOut,
    Unreadable,
    blocks_only,
    tidy,
)
from ingest.readers.text import decode, read_text

_ANSWERED, _SENDER, _SENT, _PASSED_ON = (
    any_of(name, __package__)
    for name in ("mail_answered", "mail_sender", "mail_sent", "mail_passed_on")
)
_ENCRYPTED = frozenset(
    ["application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"]
)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A mail, whichever program wrote it; ``body`` is what its text says."""

    subject: str
    sender: str
    published: str | None
    body: FileReading
    attachments: tuple[Attachment, ...]


def read_mail(data: bytes) -> FileReading:
    """A mail (RFC 5322) or a web archive.

    Raises:
        Unreadable: it is none, or encrypted.
    """
    message = message_from_bytes(data, policy=default)
    if not isinstance(message, EmailMessage):
        raise Unreadable("är inget mejl som går att läsa. Spara det på nytt från mejlprogrammet.")
    if (
        message.get_content_type() in _ENCRYPTED
        and message.get_param("smime-type") != "signed-data"
    ):
        raise Unreadable("är krypterat. Spara en okrypterad kopia från mejlprogrammet.")
    is_page = _is_web_archive(message)
    part = message.get_body(("html",) if is_page else ("html", "plain"))
    part = part if part is not None else message.get_body(("plain",))
    attachments = () if is_page else tuple(_attached(message))
    letter = _Letter(
        tidy(str(message["Subject"] or "")),
        tidy(str(message["From"] or "")),
        _day(str(message["Date"] or "")),
        _body(part),
        attachments,
    )
    return letter.body if is_page and letter.body.pages else _reading(letter)


def read_outlook(data: bytes) -> FileReading:
    """A mail as Outlook saves it (MSG).

    Raises:
        Unreadable: the file is damaged.
    """
    from oxmsg import Message

    try:
        message = Message.load(io.BytesIO(data))
        html, plain = message.html_body, message.body
        attachments = tuple(
            Attachment(one.file_name or "bilaga", one.file_bytes or b"")
            for one in message.attachments
        )
        sent = message.sent_date
        letter = _Letter(
            tidy(message.subject or ""),
            tidy(message.sender or ""),
            sent.date().isoformat() if sent else None,
            read_html(html.encode()) if html else read_text((plain or "").encode()),
            attachments,
        )
    except (OSError, KeyError, ValueError, IndexError, AttributeError, TypeError) as error:
        raise Unreadable("är skadad. Spara mejlet på nytt från Outlook, helst som .eml.") from error
    return _reading(letter)


def _is_web_archive(message: EmailMessage) -> bool:
    """Whether a message is a page that a browser saved, and was never sent."""
    sent = message["To"] is not None or message["Received"] is not None
    is_related = message.get_content_type() == "multipart/related"
    return message["Snapshot-Content-Location"] is not None or (is_related and not sent)


def _body(part: MIMEPart | None) -> FileReading:
    if part is None:
        return FileReading(())
    content = part.get_payload(decode=True)
    data = content if isinstance(content, bytes) else b""
    charset = part.get_content_charset()
    try:
        text = data.decode(charset) if charset else decode(data)
    except (LookupError, UnicodeDecodeError):
        text = decode(data)
    is_html = part.get_content_subtype() == "html"
    encoded = text.encode("utf-8")
    # A declaration inside the page is of the bytes that it was sent in.
    return read_html(b"\xef\xbb\xbf" + encoded) if is_html else read_text(encoded)


def _attached(message: EmailMessage) -> Iterator[Attachment]:
    for part in message.iter_attachments():
        name = part.get_filename()
        if part.get_content_type() == "message/rfc822":
            for inner in part.iter_parts():
                yield Attachment(name or "mejl.eml", inner.as_bytes())
        elif name and (part.get_content_disposition() == "attachment" or not _is_shown(part)):
            content = part.get_payload(decode=True)
            yield Attachment(name, content if isinstance(content, bytes) else b"")


def _is_shown(part: MIMEPart) -> bool:
    """Whether a part is a picture or text of the letter itself."""
    return part.get_content_maintype() in {"image", "text"}


def _reading(letter: _Letter) -> FileReading:
    head = Block(BlockKind.HEADING, letter.subject, 1)
    body = [block for page in letter.body.pages for block in page.blocks]
    own = len(body) if _PASSED_ON.match(letter.subject) else _count_of_own(body)
    answered = [Dropped(LeftOut.ANSWERED, block.text) for block in body[own:]]
    return replace(
        letter.body,
        pages=(Page(None, blocks_only([head, *body[:own]])),),
        dropped=(*letter.body.dropped, *answered),
        facts=Facts(title=letter.subject or None, published=letter.published, author=letter.sender),
        attachments=letter.attachments,
    )


def _count_of_own(blocks: Sequence[Block]) -> int:
    """How many blocks stand above the mail that is answered; all where none do, or it is parted."""
    texts = [block.text for block in blocks]
    for at, text in enumerate(texts):
        head = _SENDER.fullmatch(text) and any(map(_SENT.match, texts[at : at + 4]))
        if not (head or _ANSWERED.fullmatch(text) or text.startswith(">")):
            continue
        quoted = [one.startswith(">") for one in texts[at:]]
        parted = any(quoted) and not all(quoted[quoted.index(True) :])
        return len(blocks) if at == 0 or parted else at
    return len(blocks)


def _day(date: str) -> str | None:
    try:
        return parsedate_to_datetime(date).date().isoformat() if date else None
    except ValueError:
        return None
