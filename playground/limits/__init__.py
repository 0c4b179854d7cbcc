"""Block Kit's rules: what Slack accepts in a message, a modal and a Home tab, and how it says that something is wrong.

`surfaces` has the entry points; `blocks` and `elements` are tables of what each type may hold, `rules` the words of
those tables. A new block or element is one entry there. The numbers are those of the Block Kit reference.
"""

from playground.limits.surfaces import check_message, check_view

__all__ = ["check_message", "check_view"]
