"""The sites beside the portal, opened as an administrator opens them."""

from uuid import UUID

from cms.sites import open_site, plan_named
from organs.models import Organ

from . import reading
from .places import find_column


def ensure_sub_sites(wanted: set[str]) -> int:
    """Open the sites of the columns in `wanted` (site/slug) that were never opened; returns how many were."""
    names = [name for name in reading.SUB_SITES if any(column.startswith(f"{name}/") for column in wanted)]
    return sum(ensure_sub_site(name) for name in names)


def ensure_sub_site(name: str) -> int:
    content = reading.sub_site(name)
    if any(find_column(f"{name}/{column['slug']}") for column in content["columns"]):
        return 0

    def uid_of(slug: str) -> UUID:
        return reading.settled_uid("column", f"{name}/{slug}")

    organ = Organ.objects.get(code=content["organ"])
    plan = plan_named(str(reading.sub_site_file(name)))
    return int(open_site(organ, content["host"], plan, uid_of=uid_of, **content["settings"]).made)
