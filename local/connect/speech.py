"""Prompts as text: what is said, in which language and voice, and how long it takes to say."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from local.connect.outcomes import Malformed

if TYPE_CHECKING:
    from local.connect.interpreter import Execution

CHARACTERS_A_SECOND = 13.0
"""Measured with a speech synthesiser on Arabic and English prompts."""

_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<break\b[^>]*?\btime\s*=\s*[\"'](\d{1,6}(?:\.\d+)?)(ms|s)[\"']", re.IGNORECASE)
_VOICE_LANGUAGES = {"Zeina": "arb", "Hala": "ar-AE", "Zayd": "ar-AE"}
_LONGEST_BREAK = 10.0
MOST_CHARACTERS, MOST_SPOKEN = 6000, 3000
"""What speech synthesis takes at once: so many characters, and so many of them without tags."""


@lru_cache(maxsize=4096)
def seconds_to_say(text: str) -> float:
    """Return how long a text or SSML takes, breaks of at most ten seconds each included."""
    breaks = [float(number) / (1000 if unit.lower() == "ms" else 1) for number, unit in _BREAK.findall(text)]
    return (
        sum(min(seconds, _LONGEST_BREAK) for seconds in breaks) + len(_TAG.sub("", text).strip()) / CHARACTERS_A_SECOND
    )


def prompt(execution: "Execution", parameters: dict[str, Any]) -> tuple[dict[str, Any], float]:
    """Return a prompt's facts for the log, and its seconds.

    :raises Malformed: if the action has no prompt, names one that is not there, or has one that is too long to be said
    """
    contact = execution.leg.contact
    voice = contact.voice[0]
    facts: dict[str, Any] = {"hears": execution.hears, "voice": voice}
    facts["language"] = _VOICE_LANGUAGES.get(voice, contact.language)
    for key, name in (("Text", "text"), ("SSML", "ssml")):
        if (said := parameters.get(key)) is not None:
            facts[name] = said
            if len(said) > MOST_CHARACTERS or len(_TAG.sub("", said)) > MOST_SPOKEN:
                raise Malformed(f"A prompt of {len(said)} characters is too long to be said")
            facts["seconds"] = seconds = seconds_to_say(str(said))
            return facts, seconds
    seconds = _recorded(execution, parameters, facts)
    facts["seconds"] = seconds
    return facts, seconds


def _recorded(execution: "Execution", parameters: dict[str, Any], facts: dict[str, Any]) -> float:
    if media := parameters.get("Media"):
        facts["media"] = media.get("Uri") if isinstance(media, dict) else str(media)
        return 3.0
    reference = parameters.get("PromptId")
    if not reference:
        raise Malformed("There is no prompt: Text, SSML, PromptId or Media")
    found = execution.instance.directory.prompts.find(str(reference))
    if found is None:
        raise Malformed(f"There is no prompt {reference}")
    facts["promptId"] = found.id
    facts["text"] = found.text or found.name
    return found.seconds if found.seconds is not None else seconds_to_say(facts["text"])
