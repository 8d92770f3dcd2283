"""The watch: looks at cases when their alarms ring. Late or twice, it does the same."""
