"""`python -m rumourx` is the command `rumourx`."""

from rumourx.cli import main

if __name__ == "__main__":
    main()
