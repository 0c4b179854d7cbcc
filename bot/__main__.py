"""`waymark …`, or `python -m bot …`. On a fresh machine the latter first makes a virtual environment beside the code
and installs what the project needs into it."""

from __future__ import annotations

from bot.fresh import in_own_environment


def main() -> None:
    if in_own_environment():
        from bot.cli import app  # what it needs is installed only now

        app()


if __name__ == "__main__":
    main()
