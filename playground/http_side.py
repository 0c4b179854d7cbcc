"""The stand-in's doors: /api/METHOD, the upload address, response_urls, the files themselves, the Socket Mode line."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from playground.acks import use_response_url
from playground.arguments import multipart_parts, read_arguments
from playground.errors import Refused
from playground.faults import Fault, Faults
from playground.socket_mode import SocketLines
from playground.uploads import kind_of, receive
from playground.web_api import Answer, WebApi
from playground.world import Call, World

Cut = Callable[[set[tuple[str, int]]], None]


class Doors:
    """`latency`: seconds before each answer of the Web API."""

    def __init__(self, world: World, web_api: WebApi, faults: Faults, lines: SocketLines, cut: Cut) -> None:
        self.world = world
        self.web_api = web_api
        self.faults = faults
        self.lines = lines
        self.latency = 0.0
        self._cut = cut

    def application(self, extra_routes: Sequence[BaseRoute]) -> Starlette:
        routes = [
            Route("/api/{method}", self.call, methods=["GET", "POST"]),
            Route("/upload/v1/{file}", self.upload, methods=["POST", "PUT"]),
            Route("/response/{key}", self.respond, methods=["POST"]),
            Route("/files-pri/{file}/{name}", self.file),
            WebSocketRoute("/link/", self.lines.serve),
            *extra_routes,
        ]
        return Starlette(routes=routes)

    async def call(self, request: Request) -> Response:
        """One call of the Web API, with whatever is to go wrong with it."""
        start = time.monotonic()
        name = request.path_params["method"]
        body = await request.body()
        headers = request.headers
        try:
            call = self.web_api.read(
                name, headers.get("content-type", ""), body, request.url.query, headers.get("authorization", "")
            )
        except Refused as refused:
            call = Call(name, {}, "", self.world.now(), refused.body())
            self.world.record_call(call)
            return JSONResponse(refused.body())
        fault = self.faults.strike(name, call.args)
        pause = self.latency + (fault.delay if fault else 0.0)
        if pause:
            await asyncio.sleep(pause)
        return self._answer(request, call, fault, start)

    def _answer(self, request: Request, call: Call, fault: Fault | None, start: float) -> Response:
        answer = Answer({}) if fault and fault.answers and not fault.after else self.web_api.answer(call)
        if fault and fault.answers:
            retry = {"Retry-After": str(fault.retry_after)} if fault.status == 429 else {}
            answer = Answer(fault.body(), fault.status or 200, retry)
        call.answer = answer.body if isinstance(answer.body, dict) else {}
        call.status, call.seconds = answer.status, time.monotonic() - start
        if fault and fault.drop:
            call.status, call.answer = 0, {}
            self._drop(request)
        self.world.record_call(call)
        if isinstance(answer.body, str):
            return PlainTextResponse(answer.body, answer.status, answer.headers)
        return JSONResponse(answer.body, answer.status, answer.headers)

    def _drop(self, request: Request) -> None:
        if request.client:
            self._cut({(request.client.host, request.client.port)})

    async def upload(self, request: Request) -> Response:
        """The bytes of a file, as the body or as the form's `file`."""
        body = await request.body()
        content_type = request.headers.get("content-type", "")
        if content_type.startswith("multipart/form-data"):
            parts = multipart_parts(content_type, body)
            body = parts.get("file") or next(iter(parts.values()), b"")
        fault = self.faults.strike("upload", {})
        if fault and fault.answers:
            return PlainTextResponse("Server Error", fault.status or 500)
        try:
            receive(self.world, request.path_params["file"], body)
        except Refused as refused:
            return PlainTextResponse(refused.code, 400)
        return PlainTextResponse(f"OK - {len(body)}")

    async def respond(self, request: Request) -> Response:
        """A post to a response_url."""
        try:
            content = read_arguments(request.headers.get("content-type", ""), await request.body(), "", True)
            use_response_url(self.world, request.path_params["key"], content)
        except Refused as refused:
            return PlainTextResponse(refused.code, 404 if refused.code.endswith("_url") else 400)
        return PlainTextResponse("ok")

    async def file(self, request: Request) -> Response:
        """A file's content. In Slack only who may see it gets it; here it stays on this machine."""
        file = self.world.files.get(request.path_params["file"].rpartition("-")[2])
        if file is None or file.deleted or file.id not in self.world.bytes_of:
            return PlainTextResponse("not found", 404)
        return Response(
            self.world.bytes_of[file.id], media_type=kind_of(self.world, file) or "application/octet-stream"
        )
