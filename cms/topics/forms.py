"""The editing form of a topic."""

from ..forms import PublicationForm


class TopicForm(PublicationForm):
    """A draft may gather nothing, what is sent for review has to."""

    def _post_clean(self) -> None:
        """The page holds the whole of the form only now."""
        super()._post_clean()
        if self.is_deferred_validation or {"rules", "sections"} & set(self.errors):
            return
        if problem := self.instance.nothing_gathered():
            self.add_error("rules", problem)
