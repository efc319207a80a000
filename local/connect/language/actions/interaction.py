"""Interactions: what has effects outside the contact, first of all Lambda functions."""

from local.connect.language.actions.places import EVERYWHERE, TALKING
from local.connect.language.schema import (
    EITHER,
    EMAIL,
    FAILED,
    TEXT,
    Branches,
    Broken,
    Entries,
    Items,
    Kind,
    Parameters,
    Record,
    Row,
    Typed,
    late,
    may,
    needed,
    number,
    words,
)

GROUP = "interaction"
ASYNCHRONOUS = "ASYNCHRONOUS"
NONE_FOUND = ("NoneFoundError", FAILED)
REQUEST = needed(Entries(Typed()))
PROFILE = Record({"ProfileRequestData": REQUEST, "ProfileResponseData": may(Typed())})


def _lambda_rules(parameters: Parameters) -> tuple[Broken, ...]:
    limit = parameters.get("InvocationTimeLimitSeconds")
    if parameters.get("InvocationType") == ASYNCHRONOUS or not isinstance(limit, str) or not limit.isdecimal():
        return ()
    if len(limit) < 3 and int(limit) <= 8:
        return ()
    return (Broken("InvocationTimeLimitSeconds", f"{limit[:20]} is above 8, the most for a synchronous call"),)


ROWS = (
    Row(
        "InvokeLambdaFunction",
        "AWS Lambda function",
        GROUP,
        Record(
            {
                "LambdaFunctionARN": needed(EITHER),
                "InvocationTimeLimitSeconds": late(number(1, 60, Kind.STATIC)),
                "InvocationType": may(words("SYNCHRONOUS", ASYNCHRONOUS)),
                "LambdaInvocationAttributes": may(Entries(TEXT, least=0)),
                "ResponseValidation": may(Record({"ResponseType": needed(words("STRING_MAP", "JSON"))})),
            }
        ),
        flow_types=EVERYWHERE,
        executed=True,
        misnamed={
            "RequestAttributes": "LambdaInvocationAttributes",
            "FunctionArn": "LambdaFunctionARN",
            "LambdaFunctionArn": "LambdaFunctionARN",
            "TimeLimit": "InvocationTimeLimitSeconds",
        },
        rules=(_lambda_rules,),
        example={"LambdaFunctionARN": "${lambda}", "InvocationTimeLimitSeconds": "8"},
        note="At most 8 seconds; STRING_MAP (as without it) takes a flat object of texts alone.",
    ),
    Row(
        "CreateCallbackContact",
        "Transfer to queue (callback)",
        GROUP,
        Record(
            {
                "QueueId": may(EITHER),
                "AgentId": may(EITHER),
                "InitialCallDelaySeconds": late(number(0, 259200)),
                "MaximumConnectionAttempts": late(number(1)),
                "RetryDelaySeconds": late(number(0, 259200)),
                "ContactFlowId": may(EITHER),
                "CallerId": may(Record({"Number": may(EITHER), "Name": may(EITHER)}, open=True)),
            },
            at_most_one=(("QueueId", "AgentId"),),
        ),
        flow_types=TALKING,
        executed=True,
        example={
            "InitialCallDelaySeconds": "5",
            "MaximumConnectionAttempts": "1",
            "RetryDelaySeconds": "600",
        },
        note="Does not end the flow: the caller is still there.",
    ),
    Row(
        "AssociateContactToCustomerProfile",
        "Customer profiles (associate)",
        GROUP,
        PROFILE,
        flow_types=EVERYWHERE,
        example={"ProfileRequestData": {"ProfileId": "$.Customer.ProfileId", "ContactId": "$.ContactId"}},
    ),
    Row(
        "CreateCustomerProfile",
        "Customer profiles (create)",
        GROUP,
        PROFILE,
        flow_types=EVERYWHERE,
        example={"ProfileRequestData": {"PhoneNumber": "$.CustomerEndpoint.Address"}},
    ),
    Row(
        "UpdateCustomerProfile",
        "Customer profiles (update)",
        GROUP,
        PROFILE,
        flow_types=EVERYWHERE,
        example={"ProfileRequestData": {"PhoneNumber": "$.CustomerEndpoint.Address"}},
    ),
    Row(
        "GetCustomerProfile",
        "Customer profiles (get)",
        GROUP,
        PROFILE,
        Branches((*NONE_FOUND, "MultipleFoundError")),
        flow_types=EVERYWHERE,
        example={
            "ProfileRequestData": {"IdentifierName": "_phone", "IdentifierValue": "$.CustomerEndpoint.Address"},
            "ProfileResponseData": ["FirstName"],
        },
    ),
    Row(
        "GetCustomerProfileObject",
        "Customer profiles (get object)",
        GROUP,
        PROFILE,
        Branches(NONE_FOUND),
        flow_types=EVERYWHERE,
        example={
            "ProfileRequestData": {"ProfileId": "$.Customer.ProfileId", "ObjectType": "_case", "UseLatest": "true"}
        },
    ),
    Row(
        "GetCalculatedAttributesForCustomerProfile",
        "Customer profiles (calculated attributes)",
        GROUP,
        PROFILE,
        Branches(NONE_FOUND),
        flow_types=EVERYWHERE,
        example={"ProfileRequestData": {"ProfileId": "$.Customer.ProfileId"}, "ProfileResponseData": ["_calls"]},
    ),
    Row(
        "EvaluateDataTableValues",
        "Data table",
        GROUP,
        Record({"DataTableId": needed(EITHER), "Queries": needed(Items(Typed(), least=1, most=5))}),
        flow_types=EVERYWHERE,
        documented=False,
        example={"DataTableId": "${table}", "Queries": [{"QueryName": "q", "Attributes": ["a"]}]},
    ),
    Row(
        "RenderMessageTemplate",
        "Render message template",
        GROUP,
        Record({}, open=True),
        Branches((FAILED,), ("TemplateRenderingError",)),
        channels=("CHAT", EMAIL, "TASK"),
        flow_types=EVERYWHERE,
        documented=False,
    ),
)
