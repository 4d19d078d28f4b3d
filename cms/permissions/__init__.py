"""Rights follow from roles: the table, whose page it is, Wagtail's policies, and the mirror in its groups."""
