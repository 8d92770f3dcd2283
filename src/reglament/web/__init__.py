"""Pages: HTTP ↔ one act or one query. Computes no deadline and decides nothing."""
