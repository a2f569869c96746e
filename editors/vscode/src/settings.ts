// The settings as package.json declares them, and what `falint server` is told of them. Knows nothing of VS Code.

export type Lang = "zh" | "en";
export type Severity = "error" | "warning" | "advice";

export interface Settings {
  enable: boolean;
  path: string;
  severity: Severity;
  lang: Lang;
}

/** Reads one setting, by its name without `falint.`. */
export type Read = <T>(name: string, otherwise: T) => T;

export function readSettings(read: Read): Settings {
  return {
    enable: read("enable", true),
    path: read("path", "falint").trim() || "falint",
    severity: read<Severity>("severity", "warning"),
    lang: read<Lang>("lang", "zh"),
  };
}

/** The arguments that make `falint` a language server with these settings. */
export function serverArguments(settings: Settings): string[] {
  return ["server", "--lang", settings.lang];
}

/** What the server is told when it starts, and no flag says. */
export function initializationOptions(settings: Settings): Record<string, unknown> {
  return { minSeverity: settings.severity };
}
