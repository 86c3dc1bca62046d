"""The settings of the site, one file per concern, all from the environment (docs/operations.md)."""

from __future__ import annotations

from config.settings.access import *
from config.settings.api import *
from config.settings.base import *
from config.settings.database import *
from config.settings.logs import *
from config.settings.schema import *
from config.settings.security import *
