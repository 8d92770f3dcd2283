"""The console: letters are files in two folders. For a first look, for the demo, and for tests of the whole river."""
