"""Participant actions: what a caller, a chatter or an agent hears, sees and types."""

from collections.abc import Iterator

from local.connect.language.actions.places import (
    AGENT_HOLD,
    AGENT_TRANSFER,
    CUSTOMER_HOLD,
    CUSTOMER_QUEUE,
    EVERYWHERE,
    INBOUND,
    MODULE,
    NOT_HOLD,
    TALKING,
)
from local.connect.language.schema import (
    CHAT,
    EITHER,
    FAILED,
    FLAG,
    MATCHLESS,
    NESTED,
    STATIC,
    TEXT,
    VOICE,
    Branches,
    Broken,
    Case,
    Conditions,
    Entries,
    Items,
    Kind,
    Parameters,
    Record,
    Row,
    Scalar,
    Typed,
    is_true,
    late,
    may,
    needed,
    number,
    words,
)

GROUP = "participant"
SPOKEN = Scalar(Kind.FREE, longest=6000, example="مرحبا")
SOURCES = ("Text", "SSML", "PromptId", "Media")
MEDIA = Record({"Uri": needed(TEXT), "SourceType": needed(words("S3")), "MediaType": needed(words("Audio"))})
PROMPT = {"Text": may(SPOKEN), "SSML": may(SPOKEN), "PromptId": may(EITHER), "Media": may(MEDIA)}
KEYS = tuple("0123456789*#")
TIMED_OUT = "InputTimeLimitExceeded"


def _stores(parameters: Parameters, _flow_type: str = "") -> bool:
    return is_true(parameters, "StoreInput")


def _validation(parameters: Parameters, name: str) -> bool:
    validation = parameters.get("InputValidation")
    return isinstance(validation, dict) and name in validation


def _stores_a_phone_number(parameters: Parameters, _flow_type: str = "") -> bool:
    return _stores(parameters) and _validation(parameters, "PhoneNumberValidation")


def _input_rules(parameters: Parameters) -> Iterator[Broken]:
    if _stores(parameters) and "InputValidation" not in parameters:
        yield Broken("InputValidation", "what is stored must be validated", missing=True)
    if not _stores(parameters) and "InputValidation" in parameters:
        yield Broken("InputValidation", "a menu stores nothing, so that there is nothing to validate")
    if "InputEncryption" in parameters and not _validation(parameters, "CustomValidation"):
        yield Broken("InputEncryption", "only custom input can be encrypted, no phone number")


def _continues(parameters: Parameters, flow_type: str) -> bool:
    continues = str(parameters.get("ContinueFlowExecution", "True")).lower()  # not given: as the console's first years
    return continues != "false" and flow_type != AGENT_TRANSFER


ROWS = (
    Row(
        "MessageParticipant",
        "Play prompt",
        GROUP,
        Record({**PROMPT, "SkipWhenDTMFBufferEnabled": may(FLAG)}, one_of=(SOURCES,)),
        Branches((), (FAILED,)),
        flow_types=NOT_HOLD,
        executed=True,
        example={"Text": "مرحبا"},
        note="SSML and PromptId are for voice alone.",
    ),
    Row(
        "GetParticipantInput",
        "Get customer input, Store customer input",
        GROUP,
        Record(
            {
                **PROMPT,
                "InputTimeLimitSeconds": needed(number(1, kind=Kind.STATIC)),
                "StoreInput": late(FLAG),
                "InputValidation": may(
                    Record(
                        {
                            "CustomValidation": may(Record({"MaximumLength": needed(number(1))})),
                            "PhoneNumberValidation": may(
                                Record({"NumberFormat": needed(words("Local", "E164")), "CountryCode": may(EITHER)})
                            ),
                        },
                        one_of=(("CustomValidation", "PhoneNumberValidation"),),
                    )
                ),
                "InputEncryption": may(Record({"EncryptionKeyId": needed(EITHER), "Key": needed(STATIC)})),
                "DTMFConfiguration": may(
                    Record(
                        {
                            "InputTerminationSequence": may(Scalar(Kind.STATIC, pattern=r"[0-9#*]{1,5}", example="#")),
                            "DisableCancelKey": may(FLAG),
                            "InterdigitTimeLimitSeconds": may(number(1, 20, Kind.STATIC)),
                        }
                    )
                ),
                "EnableDTMFBuffer": may(FLAG),
            },
            at_most_one=(SOURCES,),
        ),
        Branches((MATCHLESS, TIMED_OUT, FAILED), (), Conditions(operands=KEYS)),
        (
            Case(
                "StoreInput is True, with PhoneNumberValidation",
                _stores_a_phone_number,
                Branches((FAILED, "InvalidPhoneNumber")),
            ),
            Case("StoreInput is True", _stores, Branches((FAILED,))),
        ),
        (VOICE,),
        TALKING,
        executed=True,
        rules=(_input_rules,),
        example={"Text": "اختر", "InputTimeLimitSeconds": "5", "StoreInput": "False"},
        note='In store mode silence is no error: the value is then "Timeout".',
    ),
    Row(
        "ConnectParticipantWithLexBot",
        "Get customer input (Amazon Lex)",
        GROUP,
        Record(
            {
                **PROMPT,
                "LexV2Bot": may(Record({"AliasArn": needed(EITHER)})),
                "LexBot": may(Record({"Name": needed(EITHER), "Region": needed(EITHER), "Alias": needed(EITHER)})),
                "LexSessionAttributes": may(Entries(TEXT, least=0)),
                "LexInitializationData": may(Record({"InitialMessage": needed(TEXT)})),
                "LexTimeoutSeconds": may(Record({"Text": needed(number(1))})),
            },
            one_of=(("LexV2Bot", "LexBot"),),
            at_most_one=(SOURCES,),
            some_of=((*SOURCES, "LexInitializationData"),),
        ),
        Branches((FAILED, MATCHLESS), (TIMED_OUT,), Conditions()),
        flow_types=TALKING,
        channels=(VOICE, CHAT, "TASK"),
        executed=True,
        misnamed={"BotAliasArn": "LexV2Bot.AliasArn", "SessionAttributes": "LexSessionAttributes"},
        example={"Text": "كيف نساعدك؟", "LexV2Bot": {"AliasArn": "${bot}"}},
        note="The laptop has no Lex: a bot is scripted, or takes its error branch.",
    ),
    Row(
        "MessageParticipantIteratively",
        "Loop prompts",
        GROUP,
        Record(
            {
                "Messages": needed(Items(Record(dict(PROMPT), one_of=(SOURCES,)), least=1)),
                "InterruptFrequencySeconds": may(number(1, kind=Kind.STATIC)),
                "ContinueMessagingDuringInterrupt": may(FLAG),
            }
        ),
        Branches((), (FAILED,), Conditions(operands=("MessagesInterrupted",))),
        channels=(VOICE,),
        flow_types=(CUSTOMER_QUEUE, CUSTOMER_HOLD, AGENT_HOLD, MODULE),
        executed=True,
        next_optional=True,
        example={"Messages": [{"Text": "انتظر"}]},
    ),
    Row(
        "ShowView",
        "Show view",
        GROUP,
        Record(
            {
                "ViewResource": needed(Record({"Id": needed(EITHER), "Version": may(EITHER)})),
                "InvocationTimeLimitSeconds": late(number(1)),
                "ViewData": may(Typed()),
                "SensitiveDataConfiguration": may(Typed()),
            }
        ),
        Branches((MATCHLESS, FAILED, "TimeLimitExceeded"), (), Conditions()),
        channels=(CHAT, "TASK"),
        flow_types=(*INBOUND, CUSTOMER_QUEUE, MODULE),
        executed=True,
        example={"ViewResource": {"Id": "${view}"}, "InvocationTimeLimitSeconds": "60", "ViewData": {}},
    ),
    Row(
        "DisconnectParticipant",
        "Disconnect",
        GROUP,
        terminal=True,
        flow_types=TALKING,
        executed=True,
    ),
    Row(
        "TransferParticipantToThirdParty",
        "Transfer to phone number",
        GROUP,
        Record(
            {
                "ThirdPartyPhoneNumber": needed(EITHER),
                "ThirdPartyConnectionTimeLimitSeconds": late(number(0, 600)),
                "ContinueFlowExecution": late(FLAG),
                "ThirdPartyDTMFDigits": may(Scalar(Kind.EITHER, pattern=r"[0-9*#,]{1,50}", example="1")),
                "CallerId": may(Record({"Number": may(EITHER), "Name": may(EITHER)}, some_of=(("Number", "Name"),))),
            }
        ),
        Branches((FAILED,)),
        (
            Case(
                "ContinueFlowExecution is not False, in any flow but AGENT_TRANSFER",
                _continues,
                Branches((FAILED, "CallFailed", "ConnectionTimeLimitExceeded")),
            ),
        ),
        (VOICE,),
        TALKING,
        executed=True,
        documented=False,
        misnamed={
            "ThirdPartyConnectionTimeoutSeconds": "ThirdPartyConnectionTimeLimitSeconds",
            "ThirdPartyCallerId": "CallerId",
            "CallerIdNumber": "CallerId.Number",
        },
        example={
            "ThirdPartyPhoneNumber": "+96265550100",
            "ThirdPartyConnectionTimeLimitSeconds": "30",
            "ContinueFlowExecution": "False",
        },
    ),
    Row(
        "AuthenticateParticipant",
        "Authenticate customer",
        GROUP,
        Record(
            {
                "CognitoConfiguration": may(NESTED),
                "CustomerProfilesConfiguration": may(NESTED),
                "TimeLimitMinutes": may(number(1)),
            },
            open=True,
        ),
        Branches((FAILED, "TimeLimitExceeded"), (), Conditions(operands=("OptedOut",))),
        channels=(CHAT,),
        flow_types=EVERYWHERE,
        documented=False,
    ),
)
