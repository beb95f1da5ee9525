"""Draw the plates anew: ``python -m assets.drawing`` in the checkout's folder."""

from assets.drawing.plate import write_plate


def main() -> None:
    """Write the drawings and the words beside them into the atlas and say so."""
    for path in write_plate():
        print(f"{path.name}: {path.stat().st_size / 1024:.0f} KB")


main()
