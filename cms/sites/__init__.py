"""Opening a site (子站) for an organ: home page, columns from a template, and what the site says of itself."""

from .opening import Opened, open_site
from .plans import Plan, PlannedColumn, built_in, plan_named

__all__ = ["Opened", "Plan", "PlannedColumn", "built_in", "open_site", "plan_named"]
