"""Cut what Chalice packages into two templates: the main one, and the telephony's in a region of its own.

infra/contacts.yaml is the second one. Functions that it adds to (resources without `Type`) are moved into it with their
roles. What they name of the main template becomes a parameter there and an output here, of one name: `TicketsTableArn`
is `!GetAtt TicketsTable.Arn`, and `VariableBusName` the environment's `BUS_NAME`. `infra.deploy` hands them over.
"""

import re
from typing import Any

Template = dict[str, Any]
_NAMED = re.compile(r"\$\{([A-Za-z0-9:]+)(?:\.([A-Za-z0-9.]+))?\}")
REGION = "VariableDataRegion"
"""What `AWS::Region` means to a function that is moved: where the data are."""


class CannotSplit(Exception):
    """The second template adds to what app.py does not register, or what is moved cannot be."""


def split(main: Template, second: Template) -> tuple[Template, Template]:
    """Return both templates; neither argument is kept.

    :raises CannotSplit: naming the functions that the app does not register
    """
    moved = _Moved(main, second)
    return moved.main, moved.second


class _Moved:
    def __init__(self, main: Template, second: Template) -> None:
        self.main, self.second = main, second
        added = {name: each for name, each in second["Resources"].items() if "Type" not in each}
        if lost := sorted(added.keys() - main["Resources"].keys()):
            raise CannotSplit(f"infra/contacts.yaml adds to what app.py does not register: {', '.join(lost)}")
        self._handed: dict[str, Any] = {}
        for name, more in added.items():
            self._move(name, more)
        if added:
            self._take_globals()
        for name, value in sorted(self._handed.items()):
            main.setdefault("Outputs", {})[name] = {"Value": value}
            second["Parameters"][name] = {"Type": "String", "Description": "Handed over by the main stack"}

    def _move(self, name: str, more: dict[str, Any]) -> None:
        function, role = (self.main["Resources"].pop(each) for each in (name, f"{name}Role"))
        properties = {**self._bound(function["Properties"]), **more.get("Properties", {})}
        self.second["Resources"][name] = {**function, **more, "Properties": properties}
        self.second["Resources"][f"{name}Role"] = self._bound(role)

    def _take_globals(self) -> None:
        variables = {}
        for name, value in self.main["Globals"]["Function"]["Environment"]["Variables"].items():
            handed = "Variable" + "".join(part.capitalize() for part in name.split("_"))
            variables[name] = self._hand(handed, value) if isinstance(value, dict) else value
        self.second["Globals"] = {"Function": {"Environment": {"Variables": variables}}}
        self.second["Transform"] = self.main["Transform"]

    def _hand(self, name: str, value: Any) -> dict[str, str]:
        self._handed[name] = value
        return {"Ref": name}

    def _bound(self, value: Any) -> Any:
        """Return a value with what it names of the main template exchanged for parameters."""
        if isinstance(value, list):
            return [self._bound(each) for each in value]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((key, named),) = value.items()
            if key == "Ref":
                return self._named(named, "")
            if key == "Fn::GetAtt":
                return self._named(*named)
            if key == "Fn::Sub":
                return {key: _NAMED.sub(lambda found: self._in_text(found[1], found[2] or ""), named)}
        return {key: self._bound(each) for key, each in value.items()}

    def _named(self, resource: str, attribute: str) -> dict[str, Any]:
        if resource == "AWS::Region":
            return self._hand(REGION, {"Ref": "AWS::Region"})
        if self._is_here(resource):
            return {"Fn::GetAtt": [resource, attribute]} if attribute else {"Ref": resource}
        whole = {"Fn::GetAtt": [resource, attribute]} if attribute else {"Ref": resource}
        return self._hand(f"{resource}{attribute.replace('.', '')}", whole)

    def _in_text(self, resource: str, attribute: str) -> str:
        if resource != "AWS::Region" and self._is_here(resource):
            return f"${{{resource}.{attribute}}}" if attribute else f"${{{resource}}}"
        return f"${{{self._named(resource, attribute)['Ref']}}}"

    def _is_here(self, resource: str) -> bool:
        theirs = resource.startswith("AWS::") or resource in self.second["Parameters"]
        return (
            theirs or resource in self.second["Resources"] or resource.removesuffix("Role") in self.second["Resources"]
        )
