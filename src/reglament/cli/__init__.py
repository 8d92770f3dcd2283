"""The command line, `reglament VERB`: reads files, asks the core, prints words. Holds no logic another face would need."""
