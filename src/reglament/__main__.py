"""`python -m reglament`: the same door as the console script."""

from reglament.cli.main import main

if __name__ == "__main__":
    main()
