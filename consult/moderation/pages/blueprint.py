"""The blueprint that every page of this room registers with."""

from flask import Blueprint

pages = Blueprint("moderation", __name__, url_prefix="/<lang:lang>")
