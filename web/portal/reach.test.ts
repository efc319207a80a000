import { expect, test } from "vitest";
import { digitsOf, hrefOf } from "./reach";

test("a number in the keypad's letters is dialled by its digits", () => {
  expect(digitsOf("800 7 NCSI")).toBe("80076274");
  expect(hrefOf("800 7 NCSI")).toBe("tel:80076274");
  expect(hrefOf("+968 2400-0000")).toBe("tel:+96824000000");
});

test("an address leads where it can, and what is only read leads nowhere", () => {
  expect(hrefOf("care@sawari.example")).toBe("mailto:care@sawari.example");
  expect(hrefOf("https://sawari.example/chat")).toBe("https://sawari.example/chat");
  expect(["@sawari_example", "ص.ب: 000، بندر اللؤلؤ", "javascript:alert(1)", "PO BOX"].map(hrefOf)).toEqual(
    Array(4).fill(undefined),
  );
});
