"""Lambda functions: Connect's own event out, an answer back, strictly."""

from typing import TYPE_CHECKING

from local.connect.clock import NEVER
from local.connect.functions import checked, event_for
from local.connect.handlers.reading import number, record, text
from local.connect.outcomes import NEXT, failed
from local.connect.program import Coroutine, Parameters, Step

if TYPE_CHECKING:
    from local.connect.interpreter import Execution

LONGEST_SYNCHRONOUS, LONGEST_ASYNCHRONOUS = 8.0, 60.0


def invoke_lambda(execution: "Execution", _step: Step, parameters: Parameters) -> Coroutine:
    """Invoke and wait: the caller hears silence. An answer past the limit, or not as asked, is an error."""
    function = execution.instance.directory.functions.find(text(parameters, "LambdaFunctionARN"))
    if function is None:
        return failed()
    event = event_for(execution.leg, record(parameters, "LambdaInvocationAttributes"))
    invocation = execution.instance.new_id()
    if parameters.get("InvocationType") == "ASYNCHRONOUS":
        execution.scope.external({}, invocation)
        execution.instance.invoker.start(function.arn, event, LONGEST_ASYNCHRONOUS, lambda _answer: None)
        return NEXT
    limit = min(number(parameters, "InvocationTimeLimitSeconds", 3), LONGEST_SYNCHRONOUS)
    execution.instance.invoker.start(function.arn, event, limit, execution.wake)
    answer = yield NEVER, "answer"
    kind = str(record(parameters, "ResponseValidation").get("ResponseType") or "STRING_MAP")
    data, problem = checked(answer, kind)
    facts = {"arn": function.arn, "seconds": answer.seconds, "error": problem}
    execution.record("LAMBDA", facts | ({"answer": data} if data is not None else {}))
    if data is None:
        return failed()
    execution.scope.external(data, invocation)
    return NEXT
