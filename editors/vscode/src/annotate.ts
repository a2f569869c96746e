// Has falint write its findings and fixes into a copy of a Word file. Knows nothing of VS Code.

import { execFile } from "node:child_process";
import { posix, win32 } from "node:path";

/** Where the copy of a Word file goes: beside it, `草案.批注.docx`. */
export function copyOf(file: string, platform: NodeJS.Platform): string {
  const paths = platform === "win32" ? win32 : posix;
  const ending = paths.extname(file);
  return paths.join(paths.dirname(file), `${paths.basename(file, ending)}.批注${ending}`);
}

/** What falint is asked. Who has not said that a folder is to be trusted has not said that its falint.toml is. */
export function annotateArguments(file: string, copy: string, lang: string, isTrusted: boolean): string[] {
  const options = ["--annotate", copy, "--track-changes", copy, "--fail-on", "never", "--lang", lang];
  return ["check", ...options, ...(isTrusted ? [] : ["--isolated"]), "--output-format", "concise", "--", file];
}

/** What came of it: falint's last word, and whether the copy was written. */
export interface Annotated {
  written: boolean;
  said: string;
}

export function annotate(program: string, args: string[]): Promise<Annotated> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: 60_000, maxBuffer: 64 << 20 }, (error, _, stderr) => {
      resolve({ written: error === null, said: stderr.trim() });
    });
  });
}
