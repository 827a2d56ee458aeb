"""What can be wrong with an index."""


class IndexUnusable(Exception):
    """The passage index cannot be used; the message says what is wrong, where, and what to do."""
