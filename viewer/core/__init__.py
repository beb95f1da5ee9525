"""What the program knows: the atlas and the questions one may ask it. No Qt here."""
