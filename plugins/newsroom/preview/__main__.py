"""`python -m newsroom.preview content -s pelicanconf.py -o cache/preview --port 8000`"""

from __future__ import annotations

import argparse
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from newsroom.preview.builder import Builder, Order
from newsroom.preview.saves import Saves, are_of_code
from newsroom.preview.server import Board, PreviewServer


def main() -> int:
    """Until Ctrl-C; the exit code."""
    order, host, port = _given()
    board = Board()
    try:
        server = PreviewServer((host, port), Path(order.output), board)
    except (OSError, OverflowError) as error:
        print(f"{host}:{port}: {error}", file=sys.stderr)
        return 1
    threading.Thread(target=server.serve_forever, daemon=True).start()
    builder = Builder(order)
    with suppress(KeyboardInterrupt):
        _go_on(builder, Saves(Path(order.settings)), board)
    builder.stop()
    server.server_close()
    return 0


def _go_on(builder: Builder, saves: Saves, board: Board) -> NoReturn:
    """Build, wait for a save, build again.

    No save is lost: `saves` begins before the first build, and keeps what it sees until asked.
    """
    while True:
        saves.begin(builder.folders, builder.ignored)
        if not builder.is_ready:
            board.post(builder.start())
            saves.begin(builder.folders, builder.ignored)
        if builder.is_ready:
            board.post(builder.build())
        if are_of_code(saves.next()):
            builder.stop()


def _given() -> tuple[Order, str, int]:
    parser = argparse.ArgumentParser(prog="newsroom.preview")
    parser.add_argument("content", type=Path)
    parser.add_argument("-s", "--settings", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    given = parser.parse_args()
    places = (given.settings, given.content, given.output)
    return Order(*(str(place.resolve()) for place in places)), given.host, given.port


if __name__ == "__main__":
    sys.exit(main())
