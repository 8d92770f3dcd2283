"""Codes to sentences, in Russian and English: explanations, refusals, faults. Decides nothing."""
