"""The methods of the Web API that the stand-in knows, one module per family."""

from playground.methods.apps import METHODS as APPS
from playground.methods.chat import METHODS as CHAT
from playground.methods.conversations import METHODS as CONVERSATIONS
from playground.methods.files import METHODS as FILES
from playground.methods.method import Method
from playground.methods.pins import METHODS as PINS
from playground.methods.users import METHODS as USERS
from playground.methods.views import METHODS as VIEWS

METHODS: dict[str, Method] = APPS | CHAT | CONVERSATIONS | FILES | PINS | USERS | VIEWS

__all__ = ["METHODS", "Method"]
