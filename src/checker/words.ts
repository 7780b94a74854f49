import type { Model, Stage, Step } from './model/types.ts';
import { withoutEnd } from './text.ts';

/**
 * What a file has, as words that rules may state as their needs (`needs` of a rule):
 * - keywords of instructions, those behind ONBUILD too: `ENV`; `ENV again` for one that stands more than once
 * - names of commands in RUN, CMD, ENTRYPOINT and HEALTHCHECK, and of what a container starts: `apk`, `python3.12`, which
 *   is `python` as well
 * - flags of instructions: `--from`
 * - what is done to packages, whatever does it: `apk add`; options of apk: `apk --virtual`
 * - `>` and `<` for redirects, `|` for pipes, `<<` for a heredoc of an instruction, `$` for a dollar anywhere
 * - `context` where the files of the build context are known
 */
export function wordsOf({ file, context }: Model, stagesWithOnbuild: readonly Stage[]): ReadonlySet<string> {
  const words = new Set<string>();
  if (file.text.includes('$')) words.add('$');
  if (context !== undefined) words.add('context');
  for (const { keyword, onbuild, flags, heredocs } of file.instructions) {
    addKeyword(words, keyword);
    if (onbuild !== undefined) addKeyword(words, onbuild.keyword);
    for (const { name } of onbuild?.flags ?? flags) words.add(`--${name}`);
    if ((onbuild?.heredocs ?? heredocs).length > 0) words.add('<<');
  }
  for (const stage of stagesWithOnbuild) {
    for (const step of stage.steps) addCommands(words, step);
    for (const { kind } of stage.packageEvents) words.add(EVENTS[kind]);
    const { program, init } = stage.process;
    if (init !== undefined) words.add(init);
    if (program[0] !== undefined) addName(words, program[0].slice(program[0].lastIndexOf('/') + 1));
  }
  return words;
}

const EVENTS = {
  add: 'apk add',
  del: 'apk del',
  update: 'apk update',
  upgrade: 'apk upgrade',
  'cache-clean': 'apk cache clean',
  'index-removed': 'apk index removed',
  other: 'apk',
} as const;

function addKeyword(words: Set<string>, keyword: string): void {
  if (words.has(keyword)) words.add(`${keyword} again`);
  else words.add(keyword);
}

function addCommands(words: Set<string>, { invocations }: Step): void {
  for (const { name, apk, redirects, pipeline } of invocations) {
    if (name !== undefined) addName(words, name);
    if (pipeline.length > 1) words.add('|');
    for (const { operator } of redirects) words.add(operator.includes('>') ? '>' : '<');
    if (apk !== undefined) for (const option of apk.options) words.add(`apk --${option.name ?? ''}`);
  }
}

/** A name, and without the version at its end: `pip3` is `pip`. */
function addName(words: Set<string>, name: string): void {
  words.add(name);
  const last = name.charCodeAt(name.length - 1);
  if (last >= 48 && last <= 57) words.add(withoutEnd(name, '.0123456789'));
}
