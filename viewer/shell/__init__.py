"""What makes a program of the widgets: window, actions, settings, command line."""
