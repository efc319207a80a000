"""Prompts and keys."""

import re
from collections.abc import Generator
from typing import TYPE_CHECKING, Any

from local.connect.clock import NEVER
from local.connect.handlers.reading import flag, number, record, text
from local.connect.outcomes import NEXT, Malformed, Outcome, came_to, failed
from local.connect.program import Coroutine, Parameters, Step
from local.connect.sealing import sealed
from local.connect.speech import prompt

if TYPE_CHECKING:
    from local.connect.interpreter import Execution

TIMEOUT = "Timeout"
Keys = Generator[tuple[float, str], Any, str | None]
_SOURCES = frozenset({"Text", "SSML", "PromptId", "Media"})
_E164 = re.compile(r"\+[1-9]\d{7,14}")
_CODES = {"AE": "971", "SA": "966", "QA": "974", "KW": "965", "BH": "973", "OM": "968", "JO": "962", "EG": "20",
          "US": "1", "GB": "44"}  # fmt: skip


def message_participant(execution: "Execution", _step: Step, parameters: Parameters) -> Coroutine:
    leg = execution.leg
    if leg.contact.channel == "CHAT":
        if "Text" not in parameters:
            return failed()
        execution.instance.chats.system_says(leg, text(parameters, "Text"))
        return NEXT
    if leg.contact.channel != "VOICE" or (leg.typed and flag(parameters, "SkipWhenDTMFBufferEnabled")):
        return NEXT
    facts, seconds = prompt(execution, parameters)
    execution.record("PROMPT", facts)
    yield seconds, ""
    return NEXT


def message_participant_iteratively(execution: "Execution", _step: Step, parameters: Parameters) -> Coroutine:
    messages = parameters.get("Messages")
    if not isinstance(messages, list) or not messages:
        raise Malformed("Messages is missing")
    left = number(parameters, "InterruptFrequencySeconds") if "InterruptFrequencySeconds" in parameters else NEVER
    while True:
        for message in messages:
            facts, seconds = prompt(execution, message if isinstance(message, dict) else {})
            execution.record("PROMPT", facts)
            seconds = max(seconds, 1.0)
            yield min(seconds, left), ""
            left -= seconds
            if left <= 0:
                return came_to("MessagesInterrupted")


def get_participant_input(execution: "Execution", _step: Step, parameters: Parameters) -> Coroutine:
    stores = flag(parameters, "StoreInput")
    if not stores and flag(parameters, "EnableDTMFBuffer") and not _SOURCES & parameters.keys():
        return NEXT
    limit = number(parameters, "InputTimeLimitSeconds", 5)
    key = yield from _first_key(execution, parameters, limit, "store" if stores else "menu")
    if not stores:
        return failed("InputTimeLimitExceeded") if key is None else came_to(key)
    typed = TIMEOUT if key is None else (yield from _rest(execution, parameters, key))
    return _stored(execution, parameters, typed)


def _first_key(execution: "Execution", parameters: Parameters, limit: float, mode: str) -> Keys:
    """Play the prompt, which a key cuts short, and wait for the first key after it; keys typed ahead count."""
    leg = execution.leg
    if leg.typed:
        return leg.typed.popleft()
    key: str | None = None
    if _SOURCES & parameters.keys():
        facts, seconds = prompt(execution, parameters)
        facts["input"] = mode
        execution.record("PROMPT", facts)
        key = yield seconds, "keys"
    if key is None:
        execution.record("INPUT_AWAITED", {"mode": mode, "seconds": limit, "hears": execution.hears})
        key = yield limit, "keys"
    return key


def _rest(execution: "Execution", parameters: Parameters, key: str | None) -> Keys:
    """Take digits until the ending key, the greatest length, or a pause; `*` begins anew."""
    settings = record(parameters, "DTMFConfiguration")
    ending = str(settings.get("InputTerminationSequence") or "#")
    pause = number(settings, "InterdigitTimeLimitSeconds", 5)
    cancels = not flag(settings, "DisableCancelKey")
    longest = _longest(parameters)
    typed = ""
    while key is not None:
        typed += key
        if typed.endswith(ending):
            return typed[: -len(ending)] or TIMEOUT
        if key == "*" and cancels and not ending.startswith("*"):
            typed = ""
        if len(typed) >= longest:
            return typed
        queue = execution.leg.typed
        key = queue.popleft() if queue else (yield pause, "keys")
    return typed or TIMEOUT


def _longest(parameters: Parameters) -> int:
    validation = record(parameters, "InputValidation")
    custom = record(validation, "CustomValidation")
    return max(1, int(number(custom, "MaximumLength", 20)))


def _stored(execution: "Execution", parameters: Parameters, typed: str | None) -> Outcome:
    value = typed or TIMEOUT
    phone = record(parameters, "InputValidation").get("PhoneNumberValidation")
    if value != TIMEOUT and isinstance(phone, dict):
        dialled = phone_number(value, phone)
        if dialled is None:
            return failed("InvalidPhoneNumber")
        value = dialled
    elif value != TIMEOUT and "InputEncryption" in parameters:
        value = sealed(value, record(parameters, "InputEncryption"))
    execution.scope["StoredCustomerInput"] = value
    execution.record("INPUT_STORED", {"value": "****" if "InputEncryption" in parameters else value})
    return NEXT


def phone_number(typed: str, validation: dict[str, Any]) -> str | None:
    """Return what was typed as E.164, the country code before a local number; None if it is none."""
    if str(validation.get("NumberFormat")) == "Local":
        country = str(validation.get("CountryCode") or "").lstrip("+")
        code = _CODES.get(country.upper(), country)
        typed = f"+{code}{typed.lstrip('0')}"
    elif not typed.startswith("+"):
        typed = f"+{typed}"
    return typed if _E164.fullmatch(typed) else None
