"""The entry point of ``python -m gdanim``."""

from gdanim.cli import main

if __name__ == "__main__":
    main()
