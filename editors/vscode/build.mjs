// Bundles the extension into dist/ with the licences beside it; with --tests, bundles the tests into dist-test/ instead.
import { copyFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const tests = process.argv.includes("--tests");
const settings = { absWorkingDir: here, bundle: true, platform: "node", format: "cjs", target: "node18", logLevel: "warning" };

if (tests) {
  const entryPoints = readdirSync(join(here, "test"))
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => `test/${name}`);
  await build({ ...settings, entryPoints, outdir: "dist-test" });
} else {
  await build({ ...settings, entryPoints: ["src/extension.ts"], outfile: "dist/extension.js", external: ["vscode"], minify: true });
  for (const name of ["LICENSE", "LICENSE-APACHE", "LICENSE-MIT"]) {
    copyFileSync(join(here, "..", "..", name), join(here, name));
  }
}
