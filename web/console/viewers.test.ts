import { expect, test } from "vitest";
import { initialsOf, newsOf, type Viewer } from "./viewers";

const viewer = (id: string, writing = false): Viewer => ({ id, name: `name-${id}`, writing, since: "" });

test("somebody who comes is told once, and once more when they begin to write", () => {
  expect(newsOf([], [viewer("a")])).toEqual({ came: ["name-a"], writes: [] });
  expect(newsOf([viewer("a")], [viewer("a")])).toEqual({ came: [], writes: [] });
  expect(newsOf([viewer("a")], [viewer("a", true)])).toEqual({ came: [], writes: ["name-a"] });
  expect(newsOf([viewer("a", true)], [viewer("a", true)])).toEqual({ came: [], writes: [] });
});

test("who comes with words already typed is told as writing; who leaves is not told of", () => {
  expect(newsOf([], [viewer("a", true)])).toEqual({ came: [], writes: ["name-a"] });
  expect(newsOf([viewer("a"), viewer("b")], [viewer("b")])).toEqual({ came: [], writes: [] });
});

test("initials are of the first and the last name, and Arabic letters do not join", () => {
  expect(initialsOf("سلمى بنت خميس الحارثية")).toBe("س\u200cا");
  expect(initialsOf(" Salma  Al Harthy ")).toBe("S\u200cH");
  expect([initialsOf("مريم"), initialsOf("")]).toEqual(["م", ""]);
});
