"""Build the bundle and the packages made of it: ``python -m assets.packaging`` in the checkout's folder."""

import sys

from assets.packaging.build import build
from viewer.core.errors import ViewerError

try:
    build()
except ViewerError as error:
    sys.exit(str(error))
