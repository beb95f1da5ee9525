"""Where the bundled program begins; it is compiled, never imported."""

import sys

from viewer.shell.app import main

sys.exit(main())
