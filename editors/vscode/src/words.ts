// Every sentence the extension says, in Chinese and in English.

import type { Found } from "./binary";
import type { Lang } from "./settings";

export interface Words {
  /** Why no program was started, and what to do. */
  missing(setting: string, why: Exclude<Found["kind"], "found">): string;
  /** There is a program, but not this one. */
  notFalint(path: string): string;
  /** The program is there but does not serve. */
  failed(path: string, version: string): string;
  /** The server ended again and again. */
  gaveUp: string;
  openSettings: string;
  restart: string;
  showLog: string;
  /** The button that chooses the Word file to be checked. */
  annotate: string;
}

const zh: Words = {
  missing(setting, why) {
    const fault = {
      "not-in-path": `找不到 falint 程序：PATH 里没有“${setting}”。`,
      "no-such-file": `找不到 falint 程序：“${setting}”不存在，或者不能执行。`,
      relative: `falint.path 是相对路径“${setting}”，不知道从哪个文件夹算起。`,
    };
    return `${fault[why]}请先安装 falint，或者把 falint.path 改为它的完整路径，然后点“重新启动”。`;
  },
  notFalint: (path) => `“${path}”不是 falint 程序，或者不能在本机运行。请改正 falint.path，或者重新安装 falint，然后点“重新启动”。`,
  failed: (path, version) => `“${path}”（${version}）没能启动。请看日志；版本比本扩展旧的，请更新 falint。`,
  gaveUp: "falint 反复退出，不再重启。请看日志，排除原因后执行命令“falint: 重新启动”。",
  openSettings: "打开设置",
  restart: "重新启动",
  showLog: "显示日志",
  annotate: "检查并写批注",
};

const en: Words = {
  missing(setting, why) {
    const fault = {
      "not-in-path": `falint was not found: there is no “${setting}” in PATH.`,
      "no-such-file": `falint was not found: “${setting}” does not exist or cannot be run.`,
      relative: `falint.path is the relative path “${setting}”, and no folder says relative to what.`,
    };
    return `${fault[why]} Install falint, or set falint.path to its absolute path, then choose “Restart”.`;
  },
  notFalint: (path) => `“${path}” is not falint, or cannot run on this computer. Correct falint.path, or install falint anew, then choose “Restart”.`,
  failed: (path, version) => `“${path}” (${version}) did not start. See the log; if it is older than this extension, update falint.`,
  gaveUp: "falint keeps ending and is not started again. See the log, then run the command “falint: Restart”.",
  openSettings: "Open Settings",
  restart: "Restart",
  showLog: "Show Log",
  annotate: "Check and Comment",
};

export function words(lang: Lang): Words {
  return lang === "en" ? en : zh;
}
