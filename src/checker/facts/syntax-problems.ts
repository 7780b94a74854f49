import { baseName } from '../model/paths.ts';
import { rootOf } from '../model/stage-chain.ts';
import type { Stage, Step } from '../model/types.ts';
import { isShell, nestedScript } from '../model/wrappers.ts';
import { parseShellText } from '../syntax/shell/parse-shell.ts';
import type { ShellScript } from '../syntax/shell/types.ts';
import { shellProblems } from '../syntax/shell-of.ts';
import type { Dockerfile, SyntaxProblem } from '../syntax/dockerfile/types.ts';

/**
 * What BuildKit, or the shell that it starts, cannot read of a file.
 * @param stages all stages, and behind each what its ONBUILD lines do
 */
export function syntaxProblems(file: Dockerfile, stages: readonly Stage[], path = ''): SyntaxProblem[] {
  return [...file.problems, ...problemsOfScripts(file, stages, path)];
}

/** What a shell cannot read, where the shell is one of the Bourne family. */
function* problemsOfScripts(file: Dockerfile, stages: readonly Stage[], path: string): Iterable<SyntaxProblem> {
  for (const stage of stages) {
    // On Windows the default shell is `cmd`, and the escape character is changed because of its paths.
    if ((file.escape === '`' && stage.distro === 'unknown') || isWindows(stage, file, path)) continue;
    for (const step of stage.steps) {
      const { script, shell } = scriptOf(step);
      if (script === undefined || script.errors.length === 0) continue;
      if (/(^|\/)(ba|a|da)?sh$/.test(shell ?? '')) yield* shellProblems(script).slice(0, 1);
    }
  }
}

/** What a step gives to a shell, in shell form or as `["sh", "-c", "…"]`, and which shell that is. */
function scriptOf({ script, before, invocations }: Step): {
  readonly script: ShellScript | undefined;
  readonly shell: string | undefined;
} {
  if (script !== undefined) return { script, shell: before.shell[0] };
  const [first] = invocations;
  if (first === undefined || first.node !== undefined || !isShell(first.name)) return { script, shell: undefined };
  const text = nestedScript(first.args);
  return { script: text?.value === undefined ? undefined : parseShellText(text.value, text.range), shell: first.name };
}

/** A base whose shell nobody here knows, in a file that speaks of Windows: `& C:/install.ps1` is for PowerShell. */
function isWindows(stage: Stage, { text }: Dockerfile, path: string): boolean {
  if (/windows|nanoserver/i.test(rootOf(stage).base.reference ?? '')) return true;
  return stage.distro === 'unknown' && (/windows/i.test(baseName(path)) || OF_WINDOWS.test(text));
}

/** A path on a drive, a script of PowerShell, and what tells hadolint the shell. */
const OF_WINDOWS = /(?:^|[\s"'=])[A-Z]:[\\/]\w|\.ps1\b|^#[ \t]*hadolint[ \t]+shell=(?:powershell|pwsh|cmd)/im;

/** Something makes the Dockerfile of it, and may put `FROM` in front. */
export const TEMPLATE_FILE = /\.(in|tmpl|tpl|template|proto|j2|jinja2?|erb|m4)$/i;

/** `%%ARCH-CASE%%`, `@@VERSION@@`: what will stand there, nobody knows. */
const TEMPLATE_TOKEN = /%%[A-Z][\w-]{1,40}%%|@@[A-Z][\w-]{1,40}@@/;

/** By its name or its words the file is the template of a Dockerfile: what its lines come to is not known. */
export function isTemplate({
  text,
  path = '',
}: {
  readonly text: string;
  readonly path?: string | undefined;
}): boolean {
  return TEMPLATE_FILE.test(path) || TEMPLATE_TOKEN.test(text);
}
