"""``python -m viewer`` is the same as the desktop command.

An older Python reads this file as far as the sentence that says so: nothing newer may stand here.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - it is not asked to install, but to speak
    from viewer.shell.distribution import python_command, read_release

    command = python_command(read_release())
    sys.stderr.write(
        "Spinal Vein Viewer needs Python 3.11 or later, and this is {}.{}; {}\n".format(
            sys.version_info[0],
            sys.version_info[1],
            "install a newer one with: " + command if command else "please install a newer one.",
        )
    )
    sys.exit(1)

from viewer.shell.app import main

if __name__ == "__main__":
    sys.exit(main())
