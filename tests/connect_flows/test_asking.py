"""Flows ask nothing that the service does not answer, and the service answers nothing that no flow asks."""

import json

from chalicelib.contacts.answering import ASKS
from infra.flows import Sources


def test_what_flows_ask_is_what_the_service_answers() -> None:
    asked = {
        action["Parameters"]["LambdaInvocationAttributes"]["ask"]
        for source in Sources().by_name.values()
        for action in source.content["Actions"]
        if action["Type"] == "InvokeLambdaFunction"
    }
    assert asked == set(ASKS)


def test_every_question_goes_on_if_it_is_not_answered() -> None:
    for flow in Sources().every():
        for action in json.loads(flow.content)["Actions"]:
            if action["Type"] == "InvokeLambdaFunction":
                (error,) = action["Transitions"]["Errors"]
                assert error["ErrorType"] == "NoMatchingError"
                assert int(action["Parameters"]["InvocationTimeLimitSeconds"]) <= 8
