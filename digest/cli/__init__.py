"""The command: python build.py …, a file a command."""
