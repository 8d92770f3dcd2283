"""Why a message was set apart, for staff: what is wrong with it, and what can be done."""

from reglament.words.catalogue import Language, has, sentence


def why_set_apart(reason: str, language: Language) -> str:
    """Say it in a sentence; a reason that has none of its own is shown as it is."""
    key = f"inbound {reason}"
    return (
        sentence(key, language) if has(key, language) else sentence("inbound", language, {"reason": reason})
    )
