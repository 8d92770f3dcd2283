"""Our own small supervisor: keeps the processes of a desk alive, restarts what dies, and leaves nothing behind."""
