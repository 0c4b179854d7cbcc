"""The page's addresses, to be mounted in the stand-in's own server.

Only a browser on this machine gets in: the server listens on loopback, and a request whose Host is another name (a
web site that points its name here) is refused. What people do is posted as JSON, which no other site's page can do.
"""

import mimetypes
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from playground.model import Channel
from playground.page.doing import Doing
from playground.page.live import Live, Progress
from playground.page.onlooker import Onlooker
from playground.page.render import FOLDER, Renderer
from playground.page.side import cast, side
from playground.page.words import completions
from playground.world import World

LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
SHOWN_INLINE = ("image/png", "image/jpeg", "image/gif", "image/webp")
"""Only these open in the browser: an uploaded HTML or SVG file must not run as a page of ours."""

Endpoint = Callable[[Request], Awaitable[Response]]


class Page:
    """The page of one workspace."""

    def __init__(self, world: World, doing: Doing, progress: Progress) -> None:
        self.world, self.doing, self.progress = world, doing, progress
        self.renderer = Renderer()

    def routes(self) -> list[Route]:
        return [
            Route("/", _local(self.channel)),
            Route("/page/stream", _local(self.stream)),
            Route("/page/do", _local(self.do), methods=["POST"]),
            Route("/page/file/{id}", _local(self.file)),
            Route("/page/static/{name}", _local(self.static)),
        ]

    async def channel(self, request: Request) -> Response:
        """A channel, the direct message or Home (`in=home`), as the person `as`."""
        people = cast(self.world)
        if not people:
            return HTMLResponse("<!doctype html><title>Waymark</title><p>Nobody is here yet. Reload in a moment.")
        me = next((p for p in people if p.id == request.query_params.get("as")), None)
        if me is None:
            return RedirectResponse(f"/?as={people[0].id}")
        wanted = request.query_params.get("in", "")
        if wanted == "home":
            # What the bot then publishes arrives live; the page need not wait for it.
            telling = BackgroundTask(self.doing.open_home, me.id)
            return HTMLResponse(self._page(me, None), background=telling)
        if not me.sees(wanted):
            public_first = sorted(me.channels(), key=lambda c: c.kind != "channel")
            first = next((c.id for c in public_first), me.direct().id)
            return RedirectResponse(f"/?as={me.id}&in={first}")
        return HTMLResponse(self._page(me, self.world.channels[wanted]))

    def _page(self, me: Onlooker, here: Channel | None) -> str:
        live = Live(self.renderer, self.progress, me, here.id if here else "")
        name = self.world.bot.real_name
        with self.world.lock:
            entries = [live.entry(m)["html"] for m in self.world.visible(here.id, me.id)] if here else []
            return self.renderer.page(
                me,
                here=here,
                at_home=here is None,
                title=(here.name or name) if here else f"{name} · {me.say('Home')}",
                progress=self.progress.said_to(me),
                side=self.renderer.safe(side(self.renderer, me, here)),
                messages=self.renderer.safe("".join(entries)),
                home=self.renderer.safe(live.home()["html"]),
                given=self._given(me),
            )

    def _given(self, me: Onlooker) -> dict[str, object]:
        """What the page's scripts are told beforehand."""
        said = {
            "reconnecting": "Reconnecting …",
            "commands": "commands",
        }
        # The bot is no person, yet one can speak to it.
        people = [{"handle": p.user.name, "name": p.user.real_name} for p in cast(self.world)]
        people.append({"handle": self.world.bot.name, "name": self.world.bot.real_name})
        return {
            "said": {name: me.say(text) for name, text in said.items()},
            "people": people,
            "completions": completions(me.language),
        }

    async def stream(self, request: Request) -> Response:
        me, channel = self._me(request.query_params.get("as", "")), request.query_params.get("in", "")
        live = Live(self.renderer, self.progress, me, channel if me.sees(channel) else "")

        async def listening() -> AsyncIterator[str]:
            async for event in live.stream():
                yield event

        return StreamingResponse(listening(), media_type="text/event-stream")

    async def do(self, request: Request) -> Response:
        if request.headers.get("content-type", "").split(";")[0] != "application/json":
            raise HTTPException(415, "JSON only")
        asked = await request.json()
        me = self._me(asked.get("as", ""))
        return JSONResponse({"ok": await run_in_threadpool(self.doing.do, me, asked)})

    async def file(self, request: Request) -> Response:
        me = self._me(request.query_params.get("as", ""))
        file = self.world.files.get(request.path_params["id"])
        if file is None or file.deleted or not (not file.channels or any(map(me.sees, file.channels))):
            raise HTTPException(404)
        kind = me.kind_of(file)
        inline = kind in SHOWN_INLINE and "download" not in request.query_params
        headers = {} if inline else {"Content-Disposition": f'attachment; filename="{_plain_name(file.name)}"'}
        content = self.world.bytes_of.get(file.id, b"")
        return Response(content, media_type=kind if inline else "application/octet-stream", headers=headers)

    async def static(self, request: Request) -> Response:
        path = FOLDER / "static" / request.path_params["name"]
        if path.name != request.path_params["name"] or not path.is_file():
            raise HTTPException(404)
        return FileResponse(path, media_type=mimetypes.guess_type(path.name)[0])

    def _me(self, id: str) -> Onlooker:
        me = next((p for p in cast(self.world) if p.id == id), None)
        if me is None:
            raise HTTPException(404, "nobody of that id")
        return me


def _plain_name(name: str) -> str:
    return "".join(c if c.isascii() and c.isprintable() and c not in '"\\/' else "_" for c in name)


def _local(endpoint: Endpoint) -> Endpoint:
    """The endpoint, with our headers, for browsers on this machine only."""

    async def guarded(request: Request) -> Response:
        host = request.headers.get("host", "").rpartition(":")[0] or request.headers.get("host", "")
        if host not in LOCAL_NAMES:
            raise HTTPException(421, "this page is for this machine only")
        response = await endpoint(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return guarded
