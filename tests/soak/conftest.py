"""The tests of the trials need no books; Django is set up for what they import."""

import tests.books  # noqa: F401 - it is set up there
