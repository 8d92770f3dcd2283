"""The demo town's life before the present: conversations played out through the door, on a clock that runs ahead of the machine's."""
