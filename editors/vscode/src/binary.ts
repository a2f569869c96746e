// Finds the falint program that a setting names. Knows files and PATH; nothing of VS Code.

import { execFile } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { posix, win32 } from "node:path";

/** Where to look: the parts of a process's surroundings that decide which program a name means. */
export interface Surroundings {
  platform: NodeJS.Platform;
  env: Record<string, string | undefined>;
  home: string;
}

export type Found =
  | { kind: "found"; path: string }
  /** A bare name that no folder of PATH holds. */
  | { kind: "not-in-path" }
  /** An absolute path with no program at its end. */
  | { kind: "no-such-file" }
  /** Relative to which folder nobody could say. */
  | { kind: "relative" };

/**
 * The program that `setting` names. PATH is searched here and not left to the system, because Windows would look in
 * the working folder first and run a falint.exe that came with a draft.
 */
export function findBinary(setting: string, around: Surroundings): Found {
  const paths = around.platform === "win32" ? win32 : posix;
  const wanted = /^~[/\\]/.test(setting) ? paths.join(around.home, setting.slice(2)) : setting;
  if (paths.isAbsolute(wanted)) {
    const path = firstProgram([wanted], around);
    return path === undefined ? { kind: "no-such-file" } : { kind: "found", path };
  }
  if (wanted !== paths.basename(wanted)) {
    return { kind: "relative" };
  }
  const folders = (pathVariable(around) ?? "").split(paths.delimiter).filter((folder) => paths.isAbsolute(folder));
  const path = firstProgram(folders.map((folder) => paths.join(folder, wanted)), around);
  return path === undefined ? { kind: "not-in-path" } : { kind: "found", path };
}

/** The version that the program at `path` says it is of; undefined when it is not falint, or cannot be run. */
export function versionOf(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(path, ["--version"], { timeout: 10_000 }, (error, stdout) => {
      resolve(error === null ? /^falint (\S+)/.exec(stdout)?.[1] : undefined);
    });
  });
}

/** Windows calls it Path as often as PATH. */
function pathVariable(around: Surroundings): string | undefined {
  if (around.platform !== "win32") {
    return around.env["PATH"];
  }
  const name = Object.keys(around.env).find((key) => key.toUpperCase() === "PATH");
  return name === undefined ? undefined : around.env[name];
}

function firstProgram(candidates: string[], around: Surroundings): string | undefined {
  const endings = around.platform === "win32" ? ["", ".exe"] : [""];
  return candidates.flatMap((path) => endings.map((ending) => path + ending)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
