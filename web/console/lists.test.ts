import { expect, test } from "vitest";
import { columnsOf, keepColumns } from "./columns";
import { bodiesFrom } from "./me";
import { landingOf } from "./navigation";
import { listAt, wantedBy } from "./worklists";

function store(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
  } as Storage;
}
const seen = (list: string, from: Storage) => columnsOf(list, from).filter(({ visible }) => visible);

test("a list always asks for one body, narrowed down by what stands in the address", () => {
  const said = new URLSearchParams("status=referred&overdue=true&no_reply=true&x=1");
  expect(wantedBy("section", said, "sawari")).toEqual({
    queue: "section",
    body: "sawari",
    status: "referred",
    overdue: true,
    no_reply: true,
  });
  expect(wantedBy("all", new URLSearchParams("body=manarah"), "sawari")).toEqual({ body: "manarah" });
  expect(listAt("all", { body: "sawari", tile: "closed", q: "" })).toBe("/worklists/all?body=sawari&tile=closed");
});

test("columns are kept as chosen, list by list, and whatever is unknown by now is left out", () => {
  const kept = store();
  expect(seen("first_line", kept)[0]?.id).toBe("number");
  keepColumns(
    "first_line",
    [
      { id: "due", visible: true },
      { id: "gone", visible: true },
    ],
    kept,
  );
  expect(seen("first_line", kept)).toEqual([{ id: "due", visible: true }]);
  expect(columnsOf("first_line", kept).some(({ id, visible }) => id === "channel" && !visible)).toBe(true);
  expect(seen("section", kept).length).toBeGreaterThan(1);
});

test("the body that the address names goes before what was chosen, and before the home", () => {
  const bodies = [{ code: "home" }, { code: "other" }];
  expect(bodiesFrom(bodies, null, "other").map(({ code }) => code)).toEqual(["other", "home"]);
  expect(bodiesFrom(bodies, "home", "other")[0]?.code).toBe("home");
  expect(bodiesFrom(bodies, "nobody's", "gone")[0]?.code).toBe("home");
});

test("everybody begins where their work is", () => {
  expect(landingOf(["admin"])).toBe("/admin");
  expect(landingOf(["executive", "admin"])).toBe("/overview");
  expect(landingOf(["section_officer"])).toBe("/worklists/section");
  expect(landingOf(["knowledge_editor"])).toBeUndefined();
});
