"""The program as a desktop has it: its packages in a system of their own, without Python or checkout."""
