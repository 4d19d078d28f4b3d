class WorkdayError(ValueError):
    """A question that the calendar cannot answer. Its text is Chinese and for whoever asked."""
