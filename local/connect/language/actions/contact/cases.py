"""Cases and the assistant, which stand beside a contact."""

from local.connect.language.actions.contact import GROUP
from local.connect.language.actions.places import EVERYWHERE
from local.connect.language.schema import (
    EITHER,
    FAILED,
    TEXT,
    Branches,
    Items,
    Record,
    Row,
    Typed,
    may,
    needed,
    words,
)

TRUTH = words("true", "false", "True", "False")
ROWS = (
    Row(
        "CreateCase",
        "Cases (create)",
        GROUP,
        Record(
            {
                "LinkContactToCase": may(TRUTH),
                "CaseTemplateId": needed(EITHER),
                "CaseRequestFields": may(Typed()),
            }
        ),
        Branches((FAILED,), ("ContactNotLinked",)),
        flow_types=EVERYWHERE,
        example={"CaseTemplateId": "${template}", "LinkContactToCase": "false"},
    ),
    Row(
        "GetCase",
        "Cases (get)",
        GROUP,
        Record(
            {
                "LinkContactToCase": may(TRUTH),
                "GetLastUpdatedCase": may(TRUTH),
                "CustomerId": may(EITHER),
                "CaseRequestFields": may(Typed()),
                "CaseResponseFields": may(Items(TEXT)),
            }
        ),
        Branches((FAILED,), ("ContactNotLinked", "MultipleFound", "NoneFound")),
        flow_types=EVERYWHERE,
        example={"CustomerId": "$.Customer.ProfileId", "LinkContactToCase": "false"},
    ),
    Row(
        "UpdateCase",
        "Cases (update)",
        GROUP,
        Record(
            {
                "LinkContactToCase": may(TRUTH),
                "CaseId": needed(EITHER),
                "CaseRequestFields": may(Typed()),
            }
        ),
        Branches((FAILED,), ("ContactNotLinked",)),
        flow_types=EVERYWHERE,
        example={"CaseId": "$.Case.case_id", "LinkContactToCase": "false"},
    ),
    Row(
        "CreateWisdomSession",
        "Connect assistant",
        GROUP,
        Record({"WisdomAssistantArn": needed(EITHER)}, open=True),
        flow_types=EVERYWHERE,
        example={"WisdomAssistantArn": "${assistant}"},
    ),
)
