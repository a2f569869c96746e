// Opens a draft in a real VS Code and reads what it shows. VS Code comes from the npm package code-server, which carries
// it as built; Chromium is the window. Not part of `npm test`, because it fetches some 100 MB:
//
//   npm run package && npm run test:vscode -- path/to/falint [folder for the pictures]
//
// FALINT_VSCODE names the folder to keep VS Code in (else ../../target/vscode), CHROMIUM the browser (else /usr/bin/chromium).

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const CODE_SERVER = "4.100.3"; // the last for Node 20; VS Code 1.100.3
const extension = join(dirname(fileURLToPath(import.meta.url)), "..");
const repository = join(extension, "..", "..");
const [falint, pictures] = process.argv.slice(2).map((path) => resolve(path));
assert.ok(falint && existsSync(falint), "say where falint is");

const scratch = mkdtempSync(join(tmpdir(), "falint-vscode-"));
const [extensions, data, drafts] = ["extensions", "data", "drafts"].map((name) => join(scratch, name));
const server = ensureVsCode(process.env["FALINT_VSCODE"] ?? join(repository, "target", "vscode"));
const options = ["--accept-server-license-terms", "--extensions-dir", extensions, "--server-data-dir", data];

/** The server of VS Code, installed once without any install script: nothing here needs the native modules. */
function ensureVsCode(folder) {
  const home = join(folder, "node_modules", "code-server", "lib", "vscode");
  const npm = (cwd, ...args) => execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", ...args], { cwd, stdio: "inherit" });
  if (!existsSync(join(home, "node_modules"))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), "{}");
    npm(folder, `code-server@${CODE_SERVER}`);
    npm(home, "--omit=dev");
  }
  return join(home, "out", "server-main.js");
}

/** What VS Code remembers of this computer: the settings that the user made here. */
function machineSettings(settings) {
  const folder = join(data, "data", "Machine");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "settings.json"), JSON.stringify(settings));
}

async function serve() {
  const child = spawn("node", [server, "--host", "127.0.0.1", "--port", "0", "--without-connection-token", "--telemetry-level", "off", ...options]);
  let said = "";
  const address = await new Promise((done, fail) => {
    child.stdout.on("data", (chunk) => {
      said += chunk;
      const port = /Web UI available at http:\/\/localhost:(\d+)/.exec(said)?.[1];
      if (port) done(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(drafts)}`);
    });
    child.on("exit", () => fail(new Error(`VS Code did not start:\n${said}`)));
  });
  return { child, address };
}

/** Runs `steps` in a fresh window on the drafts, and keeps a picture of how it ends, well or not. */
async function inWindow({ browser, address, name, trusted = true }, steps) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 1400 } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  try {
    await page.goto(address);
    await page.getByRole("button", { name: trusted ? "Yes, I trust the authors" : "No, I don't trust the authors" }).click();
    await steps(page);
    console.log(`ok: ${name}`);
  } finally {
    await picture(page, name);
    await context.close();
  }
}

async function picture(page, name) {
  if (pictures) {
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  }
}

async function openDraft(page) {
  await page.getByRole("treeitem", { name: "鞍山.txt" }).dblclick();
  await page.locator(".monaco-editor .view-line").first().waitFor();
  await page.keyboard.press("Control+Shift+M");
}

const problem = (page, text) => page.locator(".markers-panel .monaco-list-row", { hasText: text });
const notification = (page, text) => page.locator(".notification-list-item", { hasText: text });
const TYPO = "“科技技术行政”疑为“科学技术行政”";
const HALFWIDTH = "中文之间的“(市)”是半角";
const ADVICE = "正文前没有目录";

async function findingsAndFix(page) {
  await openDraft(page);
  await problem(page, TYPO).waitFor();
  await problem(page, "effective-date-placeholder").waitFor();
  assert.equal(await problem(page, ADVICE).count(), 0, "no advice unless it is asked for");

  await problem(page, HALFWIDTH).dblclick();
  await page.locator(".monaco-editor .squiggly-error").first().waitFor();
  await page.keyboard.press("Control+.");
  const fix = page.locator(".action-widget .monaco-list-row", { hasText: "改为“（市）”" }).first();
  await fix.waitFor();
  await picture(page, "quick-fixes");
  await page.keyboard.press("Enter");
  await problem(page, HALFWIDTH).waitFor({ state: "detached" });
  await page.locator(".monaco-editor .view-line", { hasText: "市、县（市）区人民政府支持发展多层次资本市场" }).waitFor();

  await page.keyboard.press("Control+Shift+O");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "第四十条" }).first().waitFor();
}

/** Writes the folder's settings until they show: on a busy machine VS Code can miss that a file was written. */
async function inTime(settings, shown) {
  folderSettings(settings);
  const again = setInterval(() => folderSettings(settings), 3000);
  await shown.finally(() => clearInterval(again));
}

async function followsSettings(page) {
  await openDraft(page);
  await problem(page, TYPO).waitFor();
  await inTime({ "falint.minSeverity": "advice" }, problem(page, ADVICE).waitFor());
  await inTime({ "falint.minSeverity": "error" }, problem(page, "term-variant").waitFor({ state: "detached" }));
  await inTime({ "falint.enable": false }, problem(page, TYPO).waitFor({ state: "detached" }));
  await inTime({ "falint.lang": "en" }, problem(page, "the effective date").waitFor());
  assert.equal(await page.locator(".notification-list-item").count(), 0, "changes are nobody's business");
  folderSettings({});
}

/** A draft comes with settings that name a program of its own: it must not run until the folder is trusted. */
async function doesNotRunWhatComesWithADraft(page) {
  await openDraft(page);
  await problem(page, TYPO).waitFor();
  assert.ok(!existsSync(trace), "the folder's own program was run");
}

async function saysWhatIsMissing(page) {
  await openDraft(page);
  await notification(page, `找不到 falint 程序：“${installedLater}”不存在，或者不能执行。`).waitFor();
  await picture(page, "missing");
  symlinkSync(falint, installedLater);
  await page.keyboard.press("F1");
  await page.keyboard.type("falint: Restart");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "falint: Restart" }).waitFor();
  await page.keyboard.press("Enter");
  await problem(page, TYPO).waitFor();
  machineSettings({ "falint.path": "/bin/true" });
  await notification(page, "“/bin/true”不是 falint 程序").waitFor();
  await problem(page, TYPO).waitFor({ state: "detached" });
}

function folderSettings(settings) {
  mkdirSync(join(drafts, ".vscode"), { recursive: true });
  writeFileSync(join(drafts, ".vscode", "settings.json"), JSON.stringify(settings));
}

mkdirSync(drafts, { recursive: true });
copyFileSync(join(repository, "examples", "鞍山.txt"), join(drafts, "鞍山.txt"));
const trace = join(scratch, "it-ran");
const installedLater = join(scratch, "falint");
const ofTheDraft = join(drafts, "falint");
writeFileSync(ofTheDraft, `#!/bin/sh\ntouch '${trace}'\nexec '${falint}' "$@"\n`, { mode: 0o755 });

execFileSync("node", [server, "--install-extension", join(extension, "falint.vsix"), ...options], { stdio: ["ignore", "inherit", "ignore"] });
machineSettings({ "falint.path": falint });
const { child, address } = await serve();
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  await inWindow({ browser, address, name: "findings-and-fix" }, findingsAndFix);
  await inWindow({ browser, address, name: "settings" }, followsSettings);
  folderSettings({ "falint.path": ofTheDraft });
  await inWindow({ browser, address, name: "untrusted", trusted: false }, doesNotRunWhatComesWithADraft);
  await inWindow({ browser, address, name: "trusted" }, async (page) => {
    await openDraft(page);
    await problem(page, TYPO).waitFor();
    assert.ok(existsSync(trace), "in a trusted folder its setting counts");
  });
  folderSettings({});
  machineSettings({ "falint.path": installedLater });
  await inWindow({ browser, address, name: "missing-then-found" }, saysWhatIsMissing);
  console.log("5 passed, 0 failed");
} finally {
  await browser.close();
  child.kill();
  rmSync(scratch, { recursive: true, force: true });
}
