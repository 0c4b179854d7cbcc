"""Every column that may hold a person, or words that name one: what `my data` and `forget me` do with each. A new
column needs a line in COLUMNS; a test fails until it has one."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import String, create_engine, inspect, select

