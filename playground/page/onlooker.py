"""One person looking at the workspace: what they are called, what they may see, and how they read it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from playground.model import SLACKBOT, Channel, File, Message, User
from playground.page.elements import Directory
from playground.page.mrkdwn import Names
from playground.page.said import speak
from playground.uploads import sniff
from playground.world import World

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
}


@dataclass(frozen=True)
class Author:
    """Who a message is from, as its head shows it. `colour` is the avatar's number in the style sheet."""

    id: str
    name: str
    initials: str
    colour: int
    app: bool = False


class Onlooker:
    """A person in front of the page."""

    def __init__(self, world: World, user: User) -> None:
        self.world, self.user = world, user
        self.id = user.id
        self.language = "nl" if user.locale.lower().startswith("nl") else "en"
        self.zone = ZoneInfo(user.tz)
        self.say = speak(self.language)
        self.names = Names(self._user_name, self._channel_name, user.id, self.zone)

    def _user_name(self, id: str) -> str | None:
        user = self.world.users.get(id)
        return user.real_name if user else None

    def _channel_name(self, id: str) -> str | None:
        channel = self.world.channels.get(id)
        return channel.name if channel else None

    def sees(self, channel: str) -> bool:
        """Whether the person is in the channel."""
        found = self.world.channels.get(channel)
        return found is not None and self.id in found.members

    def channels(self) -> list[Channel]:
        """The channels in the person's list, by name."""
        rooms = [c for c in self.world.channels_of(self.id) if c.kind != "im" and not c.is_archived]
        return sorted(rooms, key=lambda c: c.name)

    def directory(self) -> Directory:
        """Whom and what the person can choose from in a select."""
        people = (u for u in self.world.users.values() if not (u.is_bot or u.deleted or u.id == SLACKBOT))
        return Directory(tuple((u.id, u.real_name) for u in people), tuple((c.id, c.name) for c in self.channels()))

    def author(self, message: Message) -> Author:
        user = self.world.users.get(message.user)
        if message.bot_id or (user and user.is_bot):
            return self.bot()
        return self.avatar(user) if user else Author(message.user, message.user, "?", 0)

    def avatar(self, user: User | None = None) -> Author:
        user = user or self.user
        people = [u.id for u in self.world.users.values() if not u.is_bot]
        initials = "".join(word[0] for word in user.real_name.split()[:2]).upper()
        return Author(user.id, user.real_name, initials, people.index(user.id) % 7 + 1)

    def moment(self, at: float) -> datetime:
        return datetime.fromtimestamp(at, self.zone)

    def day(self, at: datetime) -> str:
        """A day as a divider between messages says it."""
        ago = (datetime.fromtimestamp(self.world.now(), self.zone).date() - at.date()).days
        if ago in (0, 1):
            return self.say(("Today", "Yesterday")[ago])
        name, month = DAYS[self.language].split()[at.weekday()], MONTHS[self.language].split()[at.month - 1]
        return f"{name.capitalize()} {at.day} {month}" if self.language == "nl" else f"{name}, {month} {at.day}"

    def image_source(self, image: dict[str, Any]) -> str:
        """Where the page finds a picture: a file of the stand-in, or an address on this machine. Else nothing."""
        file = image.get("slack_file") or {}
        url = image.get("image_url") or file.get("url") or ""
        id = file.get("id") or next((i for i in _file_ids(url) if i in self.world.files), "")
        if id in self.world.files:
            return self.file_source(id)
        return url if url.startswith("data:image/") else ""

    def kind_of(self, file: File) -> str:
        """The file's mimetype from its content: the page can show it before Slack has looked at it."""
        return sniff(file.name, self.world.bytes_of.get(file.id, b""))

    def latest(self, channel: str) -> str:
        """The ts of the newest message in the channel that the person can see; empty if there is none."""
        seen = self.world.visible(channel, self.id)
        return seen[-1].ts if seen else ""

    def direct(self) -> Channel:
        """The direct message with the bot."""
        return self.world.im_with(self.id)

    def bot(self) -> Author:
        return Author(self.world.bot_user, self.world.bot.real_name, "", 0, app=True)

    def file_source(self, id: str) -> str:
        return f"/page/file/{id}?as={self.id}"


def _file_ids(url: str) -> list[str]:
    """What in a private address may be a file's id: `…/files-pri/T1-F1/name.png`."""
    return [part.rpartition("-")[2] for part in url.split("/")]
