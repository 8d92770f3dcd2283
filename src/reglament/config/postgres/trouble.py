"""The one exception of this folder: what happened, where, and what the person can do about it."""


class DatabaseTrouble(Exception):  # noqa: N818 - named for what the person has
    """The database cannot be made, started, reached or stopped; the message is meant for a person."""

    def __init__(self, happened: str, *, where: object, remedy: str) -> None:
        super().__init__(f"{happened}\n  where: {where}\n  what to do: {remedy}")
        self.happened = happened
        self.where = str(where)
        self.remedy = remedy
