"""The health of the data: what wants mending, looked for on demand and kept until the next look."""

from archive.health.check import Check
from archive.health.checks import CHECKS, checks_of
from archive.health.looking import KEPT, look, standing

__all__ = ["CHECKS", "KEPT", "Check", "checks_of", "look", "standing"]
