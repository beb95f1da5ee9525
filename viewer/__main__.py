"""``python -m viewer`` is the same as the desktop command."""

import sys

from viewer.shell.app import main

if __name__ == "__main__":
    sys.exit(main())
