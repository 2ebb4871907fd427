"""The images that stand in a text: kept with the consultation, found by their digest, forgotten when no text holds them."""

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import undefer

from consult.drafting.rules import ClauseKind, Image, figure_of, read_image
from consult.drafting.tables import Attachment, ClauseText, ClauseTextRevision, ClauseVersion
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound
from consult.kernel.ids import new_id

LONGEST_NAME = 255


def keep_images(*, consultation_id: str, images: Iterable[Image]) -> None:
    """Keep images for the figures of a text; one that is there already under its name is not kept twice."""
    rows = db.session.execute(
        select(Attachment.sha256, Attachment.name).where(Attachment.consultation_id == consultation_id)
    )
    known = {(sha256, name) for sha256, name in rows}
    moment = clock.now(db.session)
    for image in images:
        key = (image.sha256, image.name[:LONGEST_NAME])
        if key not in known:
            known.add(key)
            row = Attachment(consultation_id=consultation_id, id=new_id(), at=moment, content=image.content)
            row.sha256, row.name = key
            row.media_type = image.media_type
            db.session.add(row)
    db.session.flush()


def images_of(consultation_id: str) -> dict[str, Image]:
    """Return the images that are kept for a consultation by their names, the newest of each name."""
    rows = db.session.scalars(
        select(Attachment)
        .where(Attachment.consultation_id == consultation_id)
        .order_by(Attachment.at, Attachment.id)
        .options(undefer(Attachment.content))
    )
    found = ((row.name, read_image(row.name, row.content)) for row in rows)
    return {name: image for name, image in found if image is not None}


def image_of(consultation_id: str, text: str) -> Image:
    """Return the image that the text of a figure speaks of; refuse `not-found` where none came along with it."""
    sha256 = figure_of(text).sha256
    row = db.session.scalars(
        select(Attachment)
        .where(Attachment.consultation_id == consultation_id, Attachment.sha256 == sha256)
        .order_by(Attachment.at, Attachment.id)
        .options(undefer(Attachment.content))
        .limit(1)
    ).one_or_none()
    image = read_image(row.name, row.content) if row else None
    if image is None:
        raise NotFound
    return image


def forget_unused_images(consultation_id: str) -> None:
    """Forget the images that stand in no draft of a consultation any more."""
    held = {
        figure_of(text).sha256
        for table in (ClauseText, ClauseTextRevision)
        for text in db.session.scalars(
            select(table.text)
            .join(
                ClauseVersion,
                (ClauseVersion.consultation_id == table.consultation_id)
                & (ClauseVersion.id == table.clause_version_id),
            )
            .where(table.consultation_id == consultation_id, ClauseVersion.kind == ClauseKind.FIGURE)
        )
    }
    db.session.execute(
        delete(Attachment).where(
            Attachment.consultation_id == consultation_id, Attachment.sha256.not_in(filter(None, held))
        )
    )
