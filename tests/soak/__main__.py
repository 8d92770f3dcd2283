"""`python -m tests.soak PROFILE …`: one long profile with real processes."""

import os
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
    sys.exit(import_module(f"tests.soak.{sys.argv[1]}").main(sys.argv[2:]))
