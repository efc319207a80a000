/**
 * Put Amazon Connect Streams beside the console, where a deployment with telephony loads it from: after the build,
 * `npm run streams`. It is fetched, not installed: its one file holds all that its dependencies would bring once more.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const RELEASE = "2.28.2";
const INTEGRITY = "sha512-YbGgGBmva2f9bUJEy8e/QLDbOLKO0WdaTh7c1slVdExn961BMR+sCa2ObbCt0JfcZeAbIWgKqiTaNA8hEmjQ4g==";
const target = fileURLToPath(new URL("../dist/console/", import.meta.url));

function run(program, ...words) {
  const { status, stderr, error } = spawnSync(program, words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${words.join(" ")}: ${stderr || error}`);
}

const room = mkdtempSync(join(tmpdir(), "streams-"));
try {
  run("npm", "pack", "--silent", "--pack-destination", room, `amazon-connect-streams@${RELEASE}`);
  const archive = join(room, `amazon-connect-streams-${RELEASE}.tgz`);
  const found = `sha512-${createHash("sha512").update(readFileSync(archive)).digest("base64")}`;
  if (found !== INTEGRITY) throw new Error(`amazon-connect-streams ${RELEASE} is not what it was: ${found}`);
  run("tar", "-xzf", archive, "-C", room);
  mkdirSync(target, { recursive: true });
  copyFileSync(join(room, "package", "release", "connect-streams-min.js"), join(target, "amazon-connect-streams.js"));
  copyFileSync(join(room, "package", "LICENSE.txt"), join(target, "amazon-connect-streams.LICENSE.txt"));
  process.stdout.write(`amazon-connect-streams ${RELEASE} stands in dist/console\n`);
} finally {
  rmSync(room, { recursive: true, force: true });
}
