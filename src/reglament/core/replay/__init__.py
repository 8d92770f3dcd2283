"""Stories and histories on virtual time: each act goes through its decision, each due action fires at its own moment.

Only values come in and go out; reading a history from a file belongs to the faces above.
"""
