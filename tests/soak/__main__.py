"""`python -m tests.soak PROFILE …`: one long profile with real processes."""

import os
import signal
import sys
from importlib import import_module

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reglament.config.settings")
os.environ.setdefault("REGLAMENT_SECRET_KEY", "soak only")

import django

django.setup()

PROFILES = ("kills", "restarts", "cuts")

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in PROFILES:
        sys.exit(f"name a profile: {', '.join(PROFILES)}")
    # A trial that is told to stop ends what it has started.
    os.register_at_fork(after_in_child=lambda: signal.signal(signal.SIGTERM, signal.SIG_DFL))
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit("told to stop"))
    sys.exit(import_module(f"tests.soak.{sys.argv[1]}").main(sys.argv[2:]))
