"""The blueprint that every page of this room registers with."""

from flask import Blueprint

pages = Blueprint("participation", __name__, url_prefix="/<lang:lang>")
