"""What a file goes through: a place to upload to, the bytes, completion, the moment until Slack has looked at it."""

from __future__ import annotations

import mimetypes
import time

from playground.errors import Refused
from playground.world import File, World

PICTURES = ("image/png", "image/jpeg", "image/gif")
"""What an image block can show; no SVG."""
LONGEST_ALT_TEXT = 1_000

SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"%PDF", "application/pdf"),
)


def reserve(world: World, name: str, length: int, alt_txt: str) -> File:
    """A file that has a place and no content yet."""
    if len(alt_txt) > LONGEST_ALT_TEXT:
        raise Refused("alt_txt_too_large")
    if length <= 0:
        raise Refused("invalid_arguments", ["length must be more than 0"])
    file = File(world.new_id("F"), name, world.bot_user, length, alt_txt=alt_txt, created=world.now())
    world.files[file.id] = file
    return file


def receive(world: World, file_id: str, content: bytes) -> None:
    """The bytes; Slack wants as many as were announced."""
    with world.lock:
        file = world.files.get(file_id)
        if file is None or file.completed:
            raise Refused("file_not_found")
        if len(content) != file.size:
            raise Refused("size_mismatch")
        world.bytes_of[file_id] = content
        file.uploaded = True


def complete(world: World, file_id: str, title: str) -> File:
    """The upload is over; the file's kind is known a moment later."""
    file = world.files.get(file_id)
    if file is None or not file.uploaded or file.completed or file.deleted:
        raise Refused("file_not_found")
    file.title = title or file.name
    file.completed = world.now()
    world.ready_at[file_id] = time.monotonic() + world.looks_for
    world.feed.tell("file", id=file_id)
    return file


def kind_of(world: World, file: File) -> str:
    """The mimetype, or nothing while Slack has not looked at the file yet."""
    with world.lock:
        if not file.mimetype and file.completed and time.monotonic() >= world.ready_at.get(file.id, 0.0):
            file.mimetype = sniff(file.name, world.bytes_of.get(file.id, b""))
            world.ready_at.pop(file.id, None)
        return file.mimetype


def sniff(name: str, content: bytes) -> str:
    for start, mimetype in SIGNATURES:
        if content.startswith(start):
            return mimetype
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def add_file(world: World, name: str, content: bytes, *, title: str = "", alt_txt: str = "", user: str = "") -> File:
    """A finished file, for sample data and for people's own uploads."""
    with world.lock:
        file = File(world.new_id("F"), name, user or world.bot_user, len(content), title=title or name, alt_txt=alt_txt)
        file.created = file.completed = world.now()
        file.uploaded = True
        file.mimetype = sniff(name, content)
        world.files[file.id] = file
        world.bytes_of[file.id] = content
        world.feed.tell("file", id=file.id)
        return file
