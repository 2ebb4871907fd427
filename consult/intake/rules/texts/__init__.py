"""Texts as they are taken in, from Markdown or from a word processor: their parts, and what a reader must be told."""

from consult.intake.rules.texts.blocks import Spot
from consult.intake.rules.texts.gathering import Gathering
from consult.intake.rules.texts.notices import Notice, Told

__all__ = ["Gathering", "Notice", "Spot", "Told"]
