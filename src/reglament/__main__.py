"""`python -m reglament`: the same door as the console script."""

from reglament.config.command import run

if __name__ == "__main__":
    run()
