// Opens a draft in a real VS Code and reads what it shows. VS Code comes from the npm package code-server, which carries
// it as built; Chromium is the window. Not part of `npm test`, because it fetches some 100 MB:
//
//   npm run package && npm run test:vscode -- path/to/falint [folder for the pictures]
//
// FALINT_VSCODE names the folder to keep VS Code in (else ../../target/vscode), CHROMIUM the browser (else /usr/bin/chromium).

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
async function inWindow(browser, address, name, steps) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  try {
    await page.goto(address);
    await page.getByRole("button", { name: "Yes, I trust the authors" }).click();
    await steps(page);
    console.log(`ok: ${name}`);
  } finally {
    if (pictures) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}.png`) });
    }
    await context.close();
  }
}

async function open(page, file) {
  await page.getByRole("treeitem", { name: file }).dblclick();
  await page.locator(".monaco-editor .view-line").first().waitFor();
}

async function command(page, name) {
  await page.keyboard.press("F1");
  await page.keyboard.type(name);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().waitFor();
  await page.keyboard.press("Enter");
}

const problems = (page) => page.locator(".markers-panel .monaco-list-row");

async function showsFindings(page) {
  await open(page, "鞍山.txt");
  await command(page, "Problems: Focus on Problems View");
  await problems(page).filter({ hasText: "“科技技术行政”疑为“科学技术行政”" }).waitFor();
  await problems(page).filter({ hasText: "typo-confusable" }).waitFor();
  assert.ok((await page.locator(".squiggly-error, .squiggly-warning").count()) >= 0);
}

mkdirSync(drafts, { recursive: true });
const draft = join(drafts, "鞍山.txt");
copyFileSync(join(repository, "examples", "鞍山.txt"), draft);
execFileSync("node", [server, "--install-extension", join(extension, "falint.vsix"), ...options], { stdio: ["ignore", "inherit", "ignore"] });
machineSettings({ "falint.path": falint });
const { child, address } = await serve();
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  await inWindow(browser, address, "findings", showsFindings);
} finally {
  await browser.close();
  child.kill();
  rmSync(scratch, { recursive: true, force: true });
}
