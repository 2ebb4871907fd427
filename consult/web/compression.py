"""Answers made small for slow lines, by what the browser accepts."""

from flask import Flask, Response, request
from flask_compress import Compress


def init_app(app: Flask) -> None:
    """Compress text answers; registered first of what treats answers, so that it comes last."""
    app.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    app.config["COMPRESS_STREAMS"] = False
    Compress(app)
    app.after_request(read_whole)


def read_whole(response: Response) -> Response:
    """Return a static file's answer read into memory: compressed as a stream, the file behind it would stay open."""
    if request.endpoint == "static" and response.status_code == 200:
        response.direct_passthrough = False
        response.get_data()
    return response
