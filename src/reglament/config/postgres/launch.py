"""A program of its own, run with `python -IS`: leaves the session and the account of its caller, then turns into the server."""

import os
import sys


def launch(uid: int, gid: int, command: list[str]) -> None:
    """Return in the caller's child; in a grandchild of nobody become `command`."""
    if os.fork() != 0:
        return
    os.setsid()
    if uid != os.geteuid():
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    os.execv(command[0], command)  # noqa: S606 - there is no shell to start


if __name__ == "__main__":
    launch(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
