"""The pages of accounts, under one name."""

from flask import Blueprint

pages = Blueprint("accounts", __name__, url_prefix="/<lang:lang>")
