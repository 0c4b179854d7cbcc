"""Where the bot listens: HOST and PORT, looked up and tried before anything is started."""

from __future__ import annotations

import socket
from contextlib import closing
from dataclasses import replace
from errno import EADDRNOTAVAIL

from bot.settings import Settings, WrongSetting


def place(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def at_an_address(settings: Settings) -> Settings:
    """The same with HOST as the address that it stands for: granian takes no names. Raises WrongSetting where it
    cannot be listened on: granian would share the port with whoever has it, and two bots on one port each get half of
    what Slack sends."""
    where = place(settings.host, settings.port)
    try:
        found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "not a name of a machine"
        raise WrongSetting(f"HOST: cannot listen on {where} ({why}); set it to an address of this machine.") from None
    family, _, _, _, address = min(found, key=lambda each: each[0] != socket.AF_INET)  # a name may stand for both
    with closing(socket.socket(family)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            name = "HOST" if error.errno == EADDRNOTAVAIL else "PORT"
            raise WrongSetting(
                f"{name}: cannot listen on {where} ({error.strerror}); set another HOST or PORT."
            ) from None
    return replace(settings, host=str(address[0]))
