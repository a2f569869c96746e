import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { initializationOptions, readSettings, serverArguments } from "../src/settings";

// dist-test/ lies in the extension's folder.
const folder = join(__dirname, "..");
const read = (name: string): string => readFileSync(join(folder, name), "utf8");
const json = (name: string): any => JSON.parse(read(name));
const manifest = json("package.json");
const properties: Record<string, { default: unknown; scope: string; enum?: string[] }> = manifest.contributes.configuration.properties;

test("the version is the program's", () => {
  const version = /^version = "(.*)"$/m.exec(read("../../Cargo.toml"))?.[1];
  assert.equal(manifest.version, version);
});

test("every text of the manifest is there in both languages, and none is left over", () => {
  const used = [...read("package.json").matchAll(/"%(.+?)%"/g)].map((hit) => hit[1]).sort();
  for (const language of ["package.nls.json", "package.nls.zh-cn.json"]) {
    assert.deepEqual(Object.keys(json(language)).sort(), used, language);
  }
});

test("what is read when nothing is set is what the manifest declares", () => {
  const settings: Record<string, unknown> = { ...readSettings((_, otherwise) => otherwise) };
  for (const [name, value] of Object.entries(settings)) {
    assert.equal(value, properties[`falint.${name}`]?.default, name);
  }
  assert.equal(Object.keys(properties).length, Object.keys(settings).length + 1, "and falint.trace.server, which the library reads");
});

test("a folder that is not trusted cannot choose the program", () => {
  assert.ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes("falint.path"));
  assert.equal(properties["falint.path"]?.scope, "machine-overridable");
});

test("a folder that is not trusted cannot configure the program", () => {
  assert.deepEqual(serverArguments(false), ["server", "--isolated"]);
  assert.deepEqual(serverArguments(true), ["server"]);
});

test("an empty path means the program's own name", () => {
  const settings = readSettings((name, otherwise) => (name === "path" ? ("  " as typeof otherwise) : otherwise));
  assert.equal(settings.path, "falint");
});

test("settings reach the server", () => {
  const settings = { enable: true, path: "falint", minSeverity: "advice", lang: "en" } as const;
  assert.deepEqual(initializationOptions(settings), { minSeverity: "advice", lang: "en" });
});

test("the lock file names no download address", () => {
  assert.doesNotMatch(read("package-lock.json"), /"resolved"/);
});
