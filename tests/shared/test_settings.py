"""Settings are read once from the environment, and what is missing is named at once."""

import msgspec
import pytest

from chalicelib.shared.settings import MissingSettings, Settings

REQUIRED = {f.name.upper(): f"the {f.name}" for f in msgspec.structs.fields(Settings) if f.required}


def test_settings_come_from_variables_of_their_name_in_capitals() -> None:
    settings = Settings.from_env({**REQUIRED, "WORKLIST_SHARDS": "4", "SMS_COUNTRIES": "OM,AE", "HOME": "/elsewhere"})
    assert settings.tickets_table == "the tickets_table"
    assert (settings.worklist_shards, settings.sms_countries, settings.sms_sender_id) == (4, "OM,AE", "Nidaa")


def test_every_missing_variable_is_named_at_once() -> None:
    with pytest.raises(MissingSettings) as missing:
        Settings.from_env({"STAGE": "dev"})
    assert missing.value.names == [name for name in REQUIRED if name != "STAGE"]
    assert "TICKETS_TABLE, PEOPLE_TABLE" in str(missing.value)


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        Settings.from_env({**REQUIRED, "WORKLIST_SHARDS": "many"})


def test_settings_do_not_change() -> None:
    with pytest.raises(AttributeError):
        Settings.from_env(REQUIRED).stage = "other"  # type: ignore[misc]
