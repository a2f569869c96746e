import assert from "node:assert/strict";
import { test } from "node:test";
import { annotateArguments, copyOf } from "../src/annotate";

test("the copy stands beside the draft", () => {
  assert.equal(copyOf("/稿/草案.docx", "linux"), "/稿/草案.批注.docx");
  assert.equal(copyOf("C:\\稿\\草案.v2.docx", "win32"), "C:\\稿\\草案.v2.批注.docx");
});

test("a folder that is not trusted has no say", () => {
  const args = annotateArguments("a.docx", "b.docx", "zh", false);
  assert.ok(args.includes("--isolated"));
  assert.deepEqual(args.slice(-2), ["--", "a.docx"]);
  assert.ok(!annotateArguments("a.docx", "b.docx", "zh", true).includes("--isolated"));
});
