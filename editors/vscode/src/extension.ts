// Starts `falint server` for plain text and Markdown, and starts it anew when a setting changes. All the checking is done
// there; here is only what VS Code cannot know by itself: which program, with which settings.

import { homedir } from "node:os";
import * as vscode from "vscode";
import { CloseAction, ErrorAction, type ErrorHandler, LanguageClient, type LanguageClientOptions } from "vscode-languageclient/node";
import { annotate, annotateArguments, copyOf } from "./annotate";
import { findBinary, versionOf } from "./binary";
import { initializationOptions, readSettings, serverArguments, type Settings } from "./settings";
import { words } from "./words";

let client: LanguageClient | undefined;
let log: vscode.LogOutputChannel;
/** The end of a queue: starting and stopping must not overtake each other. */
let idle: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  log = vscode.window.createOutputChannel("falint", { log: true });
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand("falint.restart", () => restart(context)),
    vscode.commands.registerCommand("falint.showLog", () => log.show()),
    vscode.commands.registerCommand("falint.annotate", (file?: vscode.Uri) => annotateWord(context, file)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("falint")) {
        void restart(context);
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => restart(context)),
  );
  await restart(context);
}

export async function deactivate(): Promise<void> {
  idle = idle.then(stop);
  await idle;
}

function restart(context: vscode.ExtensionContext): Promise<void> {
  idle = idle.then(stop).then(() => start(context));
  return idle;
}

async function stop(): Promise<void> {
  const stopping = client;
  client = undefined;
  // One that never came up, or is gone, cannot be asked to shut down; that is no news to anybody.
  await stopping?.dispose().catch((reason: unknown) => log.debug(String(reason)));
}

async function start(context: vscode.ExtensionContext): Promise<void> {
  const configuration = vscode.workspace.getConfiguration("falint");
  const settings = readSettings((name, otherwise) => configuration.get(name, otherwise));
  if (!settings.enable) {
    log.info("falint.enable = false");
    return;
  }
  const found = findBinary(settings.path, { platform: process.platform, env: process.env, home: homedir() });
  if (found.kind !== "found") {
    complain(context, settings, words(settings.lang).missing(settings.path, found.kind));
    return;
  }
  const version = await versionOf(found.path);
  if (version === undefined) {
    complain(context, settings, words(settings.lang).notFalint(found.path));
    return;
  }
  log.info(`${found.path}: falint ${version}`);
  const starting = new LanguageClient(
    "falint",
    "falint",
    // Not the draft's folder: nothing there may decide what is loaded or run.
    { command: found.path, args: serverArguments(vscode.workspace.isTrusted), options: { cwd: context.extensionPath } },
    clientOptions(context, settings),
  );
  client = starting;
  try {
    await starting.start();
  } catch (reason) {
    log.error(String(reason));
    complain(context, settings, words(settings.lang).failed(found.path, version));
  }
}

function clientOptions(context: vscode.ExtensionContext, settings: Settings): LanguageClientOptions {
  return {
    documentSelector: ["file", "untitled"].flatMap((scheme) => ["plaintext", "markdown"].map((language) => ({ scheme, language }))),
    initializationOptions: initializationOptions(settings),
    outputChannel: log,
    initializationFailedHandler: () => false,
    errorHandler: errorHandler(context, settings),
  };
}

/**
 * Starts a server that died again, as the library would, but speaks the user's language when it gives up, and does not
 * try again what never worked.
 */
function errorHandler(context: vscode.ExtensionContext, settings: Settings): ErrorHandler {
  const ends: number[] = [];
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: () => {
      if (client?.initializeResult === undefined) {
        return { action: CloseAction.DoNotRestart, handled: true };
      }
      ends.push(Date.now());
      const often = ends.length > 4 && Date.now() - (ends.at(-5) ?? 0) < 3 * 60 * 1000;
      if (!often) {
        return { action: CloseAction.Restart, handled: true };
      }
      complain(context, settings, words(settings.lang).gaveUp);
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}

/** Writes comments and tracked changes into a copy of a Word file, and opens it in the program for such files. */
async function annotateWord(context: vscode.ExtensionContext, chosen?: vscode.Uri): Promise<void> {
  const configuration = vscode.workspace.getConfiguration("falint");
  const settings = readSettings((name, otherwise) => configuration.get(name, otherwise));
  const said = words(settings.lang);
  const file = chosen ?? (await vscode.window.showOpenDialog({ filters: { Word: ["docx", "docm"] }, openLabel: said.annotate }))?.[0];
  if (file === undefined) {
    return;
  }
  const found = findBinary(settings.path, { platform: process.platform, env: process.env, home: homedir() });
  if (found.kind !== "found") {
    complain(context, settings, said.missing(settings.path, found.kind));
    return;
  }
  const copy = copyOf(file.fsPath, process.platform);
  const done = await annotate(found.path, annotateArguments(file.fsPath, copy, settings.lang, vscode.workspace.isTrusted));
  if (!done.written) {
    log.error(done.said);
    void vscode.window.showErrorMessage(done.said);
    return;
  }
  log.info(done.said);
  void vscode.window.showInformationMessage(done.said);
  await vscode.env.openExternal(vscode.Uri.file(copy));
}

/** Shows what is wrong with the ways out beside it. Does not wait for an answer: activation must not hang on one. */
function complain(context: vscode.ExtensionContext, settings: Settings, text: string): void {
  log.error(text);
  const { openSettings, restart: again, showLog } = words(settings.lang);
  void vscode.window.showErrorMessage(text, openSettings, again, showLog).then((choice) => {
    if (choice === openSettings) {
      void vscode.commands.executeCommand("workbench.action.openSettings", "falint.path");
    } else if (choice === again) {
      void restart(context);
    } else if (choice === showLog) {
      log.show();
    }
  });
}
