"""The blueprint that every page of this room registers with."""

from flask import Blueprint

pages = Blueprint("voting", __name__, url_prefix="/<lang:lang>")
