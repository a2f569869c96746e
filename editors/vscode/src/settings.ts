// The settings as package.json declares them, and what `falint server` is told of them. Knows nothing of VS Code.

export type Lang = "zh" | "en";
export type Severity = "error" | "warning" | "advice";

export interface Settings {
  enable: boolean;
  path: string;
  minSeverity: Severity;
  lang: Lang;
}

/** Reads one setting, by its name without `falint.`. */
export type Read = <T>(name: string, otherwise: T) => T;

export function readSettings(read: Read): Settings {
  return {
    enable: read("enable", true),
    path: read("path", "falint").trim() || "falint",
    minSeverity: read<Severity>("minSeverity", "warning"),
    lang: read<Lang>("lang", "zh"),
  };
}

/** What the server must know from its first word on. */
export function initializationOptions({ minSeverity, lang }: Settings): Record<string, unknown> {
  return { minSeverity, lang };
}

/**
 * How the program is started. Who has not said that a folder is to be trusted has not said that its falint.toml is: no
 * configuration is read there, nor what it goes on from.
 */
export function serverArguments(isTrusted: boolean): string[] {
  return isTrusted ? ["server"] : ["server", "--isolated"];
}
