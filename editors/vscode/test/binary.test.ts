import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { findBinary, versionOf, type Surroundings } from "../src/binary";

const root = mkdtempSync(join(tmpdir(), "falint-binary-"));
after(() => rmSync(root, { recursive: true }));

function program(...parts: string[]): string {
  const path = join(root, ...parts);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, "");
  chmodSync(path, 0o755);
  return path;
}

const posix = { skip: process.platform === "win32" };
const around = (PATH: string | undefined): Surroundings => ({ platform: "linux", env: { PATH }, home: root });

test("a name is looked up in PATH, in its order", posix, () => {
  const first = program("one", "falint");
  program("two", "falint");
  assert.deepEqual(findBinary("falint", around(`${root}/none:${root}/one:${root}/two`)), { kind: "found", path: first });
});

test("a name that PATH lacks is missing, and so it is without PATH", posix, () => {
  program("one", "falint");
  assert.deepEqual(findBinary("falint", around(`${root}/none`)), { kind: "not-in-path" });
  assert.deepEqual(findBinary("falint", around(undefined)), { kind: "not-in-path" });
});

test("a relative folder in PATH is passed over: it would be the draft's", posix, (t) => {
  program("draft", "falint");
  const before = process.cwd();
  process.chdir(join(root, "draft"));
  t.after(() => process.chdir(before));
  assert.deepEqual(findBinary("falint", around(".:")), { kind: "not-in-path" });
});

test("a folder, or a file that may not be run, is no program", posix, () => {
  mkdirSync(join(root, "three", "falint"), { recursive: true });
  mkdirSync(join(root, "four"));
  writeFileSync(join(root, "four", "falint"), "", { mode: 0o644 });
  assert.deepEqual(findBinary("falint", around(`${root}/three:${root}/four`)), { kind: "not-in-path" });
  assert.deepEqual(findBinary(join(root, "four", "falint"), around("")), { kind: "no-such-file" });
});

test("an absolute path is taken as it is, and ~ is the home folder", posix, () => {
  const path = program("bin", "falint-1");
  assert.deepEqual(findBinary(path, around("")), { kind: "found", path });
  assert.deepEqual(findBinary("~/bin/falint-1", around("")), { kind: "found", path });
  assert.deepEqual(findBinary("~/bin/falint-2", around("")), { kind: "no-such-file" });
});

test("a relative path is refused: it would depend on the draft's folder", posix, () => {
  program("bin", "falint");
  assert.deepEqual(findBinary("bin/falint", around(root)), { kind: "relative" });
  assert.deepEqual(findBinary("./falint", around(root)), { kind: "relative" });
});

test("falint is known by its version", posix, async () => {
  const says = (name: string, script: string): string => {
    const path = program("says", name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    return path;
  };
  assert.equal(await versionOf(says("falint", "echo falint 1.2.3")), "1.2.3");
  assert.equal(await versionOf(says("another", "echo ripgrep 14.1.0")), undefined);
  assert.equal(await versionOf(says("broken", "echo falint 1.2.3; exit 1")), undefined);
  assert.equal(await versionOf(join(root, "none")), undefined);
});

test("on Windows .exe is added, and PATH may be called Path", () => {
  const windows: Surroundings = { platform: "win32", env: { Path: "C:\\none;tools" }, home: "C:\\Users\\a" };
  assert.deepEqual(findBinary("falint", windows), { kind: "not-in-path" });
  assert.deepEqual(findBinary("tools\\falint", windows), { kind: "relative" });
  assert.deepEqual(findBinary("C:\\none\\falint", windows), { kind: "no-such-file" });
});

test("on Windows the program is found by its name without .exe", { skip: process.platform !== "win32" }, () => {
  const path = program("win", "falint.exe");
  const windows: Surroundings = { platform: "win32", env: { Path: join(root, "win") }, home: root };
  assert.deepEqual(findBinary("falint", windows), { kind: "found", path });
});
