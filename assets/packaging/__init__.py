"""What makes the program installable: a folder that runs by itself, and the packages made of it."""
