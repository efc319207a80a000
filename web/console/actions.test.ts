import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { here } from "../tools/options";
import { type Action } from "@shared/api/client";
import { ACTIONS, bodyOf } from "./actions";

interface Schema {
  properties: Record<string, object>;
  required?: string[];
}
const { components, paths } = JSON.parse(readFileSync(here("../docs/openapi.json"), "utf8"));

function schemaOf(action: string): Schema {
  const { requestBody } = paths[`/v1/tickets/{number}/actions/${action}`].post;
  const name = requestBody.content["application/json"].schema.$ref.split("/").at(-1);
  return components.schemas[name];
}

test("every action of the API has its form, and no other", () => {
  expect(Object.keys(ACTIONS).sort()).toEqual([...components.schemas.Action.enum].sort());
});

test.each(Object.keys(ACTIONS) as Action[])("the form of %s asks for what the API takes", (action) => {
  const { properties, required = [] } = schemaOf(action);
  const names = ACTIONS[action].map(({ name }) => name);
  expect(names.filter((name) => !(name in properties))).toEqual([]);
  expect(required.filter((name) => !names.includes(name))).toEqual([]);
  const needed = ACTIONS[action].filter((field) => field.needed).map(({ name }) => name);
  expect(required.filter((name) => !needed.includes(name))).toEqual([]);
});

test("what was left empty is not sent, and yes, no and scores are sent as what they are", () => {
  const fields = [...ACTIONS.measure];
  expect(bodyOf(fields, { reached: "true", score: "4", reason: "  " })).toEqual({ reached: true, score: 4 });
  expect(bodyOf(fields, { reached: "false" })).toEqual({ reached: false });
});
