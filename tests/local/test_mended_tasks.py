import json
import threading
from collections.abc import Callable
from typing import Any

import pytest

from local.clock import MovableClock
from local.mends import executions, expressions, limits, tables, tasks, upstream
from tests.local.machines import ROLE, Workflows, each, passing, task, until

Stock = Callable[[str], Any]
TABLE = "tickets"


@pytest.fixture
def tickets(stock: Stock) -> Any:
    """Return the service with a table that has one item."""
    service = stock("dynamodb")
    names = [{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")]
    keys = [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]
    made = {"TableName": TABLE, "AttributeDefinitions": names, "KeySchema": keys, "BillingMode": "PAY_PER_REQUEST"}
    service._create_table(made)
    service._put_item({"TableName": TABLE, "Item": {"pk": {"S": "p"}, "sk": {"S": "s"}, "due": {"S": "1"}}})
    return service


CLAIM = {
    "TableName": TABLE,
    "Key": {"pk": {"S": "p"}, "sk": {"S": "s"}},
    "UpdateExpression": "SET due = :lease ADD tries :one",
    "ConditionExpression": "due = :seen",
    "ExpressionAttributeValues": {":seen": {"S": "1"}, ":lease": {"S": "2"}, ":one": {"N": "1"}},
    "ReturnValues": "ALL_NEW",
}
QUERY = {
    "TableName": TABLE,
    "KeyConditionExpression": "pk = :p",
    "ExpressionAttributeValues": {":p": {"S": "p"}},
    "Limit": 1,
}


def between(service: Any, work: Callable[[], None]) -> None:
    """Let another thread do something between the condition and the write of the next update."""
    judge, begun = service._evaluate_condition, threading.Event()

    def evaluate(*given: Any, **named: Any) -> Any:
        if not begun.is_set():
            begun.set()
            other = threading.Thread(target=work)
            other.start()
            other.join(0.2)
        return judge(*given, **named)

    service._evaluate_condition = evaluate


def claims(service: Any) -> list[int]:
    """Claim twice at once; return both statuses."""
    answers: list[int] = []

    def claim() -> None:
        answers.append(service._update_item(CLAIM)[0])

    between(service, claim)
    claim()
    until(lambda: len(answers) == 2)
    return sorted(answers)


def test_stock_ministack_lets_two_threads_claim_the_same_item(tickets: Any) -> None:
    assert claims(tickets) == [200, 200]


def test_of_two_that_claim_an_item_one_gets_it(tickets: Any) -> None:
    tables.guard_items()
    assert claims(tickets) == [200, 400]


@pytest.fixture
def mended(workflows: Workflows, clock: MovableClock) -> Workflows:
    """Return Step Functions with errors named as on AWS."""
    expressions.tell_time(clock)
    expressions.parse_once()
    tasks.name_errors()
    limits.enforce()
    executions.keep(clock)
    return workflows


@pytest.mark.parametrize(("service", "prefix"), [("dynamodb", "DynamoDB"), ("aws-sdk:dynamodb", "DynamoDb")])
def test_a_lost_claim_is_caught_by_its_name_on_aws(mended: Workflows, tickets: Any, service: str, prefix: str) -> None:
    named = f"{prefix}.ConditionalCheckFailedException"
    catch = [{"ErrorEquals": [named], "Output": "lost", "Next": "End"}]
    claim = task(f"{service}:updateItem", CLAIM, Catch=catch, Output="won", Next="End")
    arn = mended.make("m", ("Claim", claim), ("End", {"Type": "Succeed"}))
    assert [mended.run(arn)["output"] for _ in range(2)] == ['"won"', '"lost"']


def test_results_are_read_by_expressions_as_dynamodb_writes_them(mended: Workflows, tickets: Any) -> None:
    found = "{% {'all': [$states.result.Items], 'after': $states.result.LastEvaluatedKey} %}"
    tried = "{% $number($states.result.Attributes.tries.N) %}"
    query = mended.make("q", ("Query", task("aws-sdk:dynamodb:query", QUERY, Output=found)))
    item, after = {"pk": {"S": "p"}, "sk": {"S": "s"}, "due": {"S": "1"}}, {"pk": {"S": "p"}, "sk": {"S": "s"}}
    assert json.loads(mended.run(query)["output"]) == {"all": [item], "after": after}
    claim = mended.make("c", ("Claim", task("aws-sdk:dynamodb:updateItem", CLAIM, Output=tried)))
    assert mended.run(claim)["output"] == "1"


def start_again(workflows: Workflows, named: str) -> dict[str, Any]:
    """Start a child under a name that is taken, and catch what comes by a name."""
    child = workflows.make("child", ("One", passing(1)))
    workflows.run(child, "taken")
    asked = {"StateMachineArn": child, "Name": "taken", "Input": {"other": True}}
    catch = [{"ErrorEquals": [named], "Output": "caught", "Next": "End"}]
    start = task("states:startExecution", asked, Catch=catch, Next="End")
    return workflows.run(workflows.make("parent", ("Start", start), ("End", {"Type": "Succeed"})))


AWS_NAME = "StepFunctions.ExecutionAlreadyExistsException"


def test_stock_ministack_has_its_own_name_for_what_was_started_already(workflows: Workflows) -> None:
    assert start_again(workflows, AWS_NAME)["error"] == "ExecutionAlreadyExists"


def test_what_was_started_already_is_caught_by_its_name_on_aws(mended: Workflows) -> None:
    assert start_again(mended, AWS_NAME)["output"] == '"caught"'


def test_stock_ministack_gives_the_bare_code_to_a_task_of_the_sdk(stock: Stock) -> None:
    assert stock("stepfunctions")._prefix_sdk_error("sfn", "ExecutionAlreadyExists") == "Sfn.ExecutionAlreadyExists"


def test_the_sdks_error_has_the_name_of_its_class(mended: Workflows) -> None:
    named = mended.service._prefix_sdk_error
    assert named("sfn", "ExecutionAlreadyExists") == "Sfn.ExecutionAlreadyExistsException"
    assert named("dynamodb", "ConditionalCheckFailedException") == "DynamoDb.ConditionalCheckFailedException"


NOW = {"now": "{% $now() %}", "millis": "{% $millis() %}", "start": "{% $states.context.Execution.StartTime %}"}


def test_stock_ministack_tells_expressions_the_wall_clocks_time(workflows: Workflows, clock: MovableClock) -> None:
    told = json.loads(workflows.run(workflows.make("m", ("Now", passing(NOW))))["output"])
    assert abs(told["millis"] / 1000 - clock.now()) > 86_400


def test_expressions_are_told_the_movable_clocks_time(mended: Workflows, clock: MovableClock) -> None:
    told = json.loads(mended.run(mended.make("m", ("Now", passing(NOW))))["output"])
    assert told["millis"] == 1_800_000_000_000
    assert told["now"] == "2027-01-15T08:00:00.000Z"


def test_a_lease_is_reckoned_from_an_instant(mended: Workflows) -> None:
    lease = "{% $fromMillis($toMillis($states.input) + 300000) & ' lease' %}"
    execution = mended.run(mended.make("m", ("Lease", passing(lease))), given="2026-12-06T10:58:00.000Z")
    assert execution["output"] == '"2026-12-06T11:03:00.000Z lease"'


def test_an_expression_is_parsed_once_a_thread_and_each_evaluation_has_its_own_values(mended: Workflows) -> None:
    evaluate = mended.service._evaluate_jsonata
    values = [evaluate("$states.input.n & $x", {"n": n}, {"variables": {"x": n * 2}}) for n in range(3)]
    assert values == ["00", "12", "24"]
    package = mended.service.jsonata
    assert package.jsonata("1 + 1", timeout=1) is package.jsonata("1 + 1", timeout=1)
    assert package.jsonata("1 + 1") is not package.jsonata("1 + 1")


def test_stock_ministack_gives_an_expression_one_second_of_wall_time(stock: Stock) -> None:
    asked: list[int] = []
    workflows = stock("stepfunctions")
    package = workflows.jsonata
    parse = lambda text, timeout: asked.append(timeout) or package.Jsonata.jsonata(text)  # type: ignore[func-returns-value]  # noqa: E731
    workflows.jsonata = type("Package", (), {"Jsonata": type("J", (), {"jsonata": parse}), "utils": package.utils})
    assert workflows._evaluate_jsonata("1", {}) == 1
    assert asked == [1000]


def grant(stock: Stock, *statements: tuple[str, str], service: str = tasks.WORKFLOWS) -> None:
    """Make the workflow's role, which allows the actions on their resources."""
    policy = {"Statement": [{"Effect": "Allow", "Action": action, "Resource": arn} for action, arn in statements]}
    trust = {"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}}]}
    stock("iam")._roles[ROLE.rsplit("/", 1)[-1]] = {
        "AssumeRolePolicyDocument": json.dumps(trust),
        "InlinePolicies": {"own": json.dumps(policy)},
        "AttachedPolicies": [],
    }


ITEMS = f"arn:aws:dynamodb:us-east-1:000000000000:table/{TABLE}"


def test_stock_ministack_lets_a_workflow_do_what_its_role_does_not_allow(
    stock: Stock, workflows: Workflows, tickets: Any
) -> None:
    grant(stock)
    assert workflows.run(workflows.make("m", ("Claim", task("dynamodb:updateItem", CLAIM))))["status"] == "SUCCEEDED"


@pytest.mark.parametrize("resource", ["dynamodb:updateItem", "aws-sdk:dynamodb:updateItem"])
@pytest.mark.parametrize(
    ("allowed", "error"),
    [
        (("dynamodb:UpdateItem", ITEMS), None),
        (("dynamodb:UpdateItem", f"{ITEMS}-of-others"), "States.Permissions"),
        (("dynamodb:PutItem", ITEMS), "States.Permissions"),
    ],
)
def test_a_task_does_what_the_workflows_role_allows(
    stock: Stock, mended: Workflows, tickets: Any, resource: str, allowed: tuple[str, str], error: str | None
) -> None:
    tasks.judge_roles()
    grant(stock, allowed)
    assert mended.run(mended.make("m", ("Claim", task(resource, CLAIM)))).get("error") == error


def test_tasks_in_a_map_are_judged_too(stock: Stock, mended: Workflows, tickets: Any) -> None:
    tasks.judge_roles()
    grant(stock)
    state = each([1], ("Claim", task("dynamodb:updateItem", CLAIM)), MaxConcurrency=10)
    assert mended.run(mended.make("m", ("Each", state)))["error"] == "States.Permissions"


def test_a_role_that_does_not_trust_workflows_is_of_no_use(stock: Stock, mended: Workflows, tickets: Any) -> None:
    tasks.judge_roles()
    grant(stock, ("dynamodb:*", "*"), service="lambda.amazonaws.com")
    execution = mended.run(mended.make("m", ("Claim", task("dynamodb:updateItem", CLAIM))))
    assert "not authorized to assume role" in execution["cause"]


CHILD = "arn:aws:states:us-east-1:000000000000:stateMachine:child"


@pytest.mark.parametrize(
    ("resource", "given", "needed"),
    [
        ("aws-sdk:dynamodb:query", {**QUERY, "IndexName": "due"}, ("dynamodb:Query", [f"{ITEMS}/index/due"])),
        ("sqs:sendMessage", {"QueueUrl": "http://x/000000000000/q"}, ("sqs:SendMessage", ["q"])),
        ("aws-sdk:sqs:sendMessageBatch", {"QueueUrl": "http://x/0/q"}, ("sqs:SendMessage", ["q"])),
        ("states:startExecution", {"StateMachineArn": CHILD}, ("states:StartExecution", [CHILD])),
        ("states:startExecution.sync:2", {"StateMachineArn": CHILD}, ("states:StartExecution", [CHILD])),
        ("aws-sdk:sfn:startExecution", {"StateMachineArn": CHILD}, ("states:StartExecution", [CHILD])),
        ("events:putEvents", {"Entries": [{"EventBusName": "b"}]}, ("events:PutEvents", ["event-bus/b"])),
        ("lambda:invoke", {"FunctionName": "f"}, ("lambda:InvokeFunction", ["f"])),
        ("aws-sdk:glue:startJobRun", {}, ("glue:StartJobRun", ["*"])),
    ],
)
def test_a_task_needs_an_action_on_what_it_names(
    stock: Stock, resource: str, given: dict[str, Any], needed: tuple[str, list[str]]
) -> None:
    action, arns = tasks.needed(f"{tasks.PREFIX}{resource}", given)
    assert action == needed[0]
    assert [arn.endswith(end) for arn, end in zip(arns, needed[1], strict=True)] == [True]


def fire(stock: Stock, workflows: Workflows) -> list[Any]:
    """Deliver a rule to a workflow; return what was started."""
    arn = workflows.make("child", ("One", passing(1)))
    buses, started = stock("eventbridge"), []
    buses._dispatch_to_stepfunctions = lambda *given: started.append(given)
    buses._invoke_target({"Arn": arn, "RoleArn": ROLE}, {"Detail": "{}", "Time": 0}, {"Name": "r"})
    return started


def test_stock_ministack_delivers_a_rule_whatever_its_targets_role_allows(stock: Stock, workflows: Workflows) -> None:
    assert len(fire(stock, workflows)) == 1


@pytest.mark.parametrize(("action", "started"), [("states:StartExecution", 1), ("states:DescribeExecution", 0)])
def test_a_rule_starts_a_workflow_that_its_targets_role_allows(
    stock: Stock, workflows: Workflows, action: str, started: int
) -> None:
    tasks.judge_roles()
    grant(stock, (action, CHILD), service=tasks.RULES)
    assert len(fire(stock, workflows)) == started


def test_the_errors_that_tell_of_a_role_are_of_step_functions() -> None:
    assert upstream.service("stepfunctions")._error_matches(["States.Permissions"], "States.Permissions")
