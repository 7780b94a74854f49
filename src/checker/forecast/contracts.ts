import { resolvePath } from '../model/paths.ts';
import { contentOf, type MadeProgram } from './files/node.ts';
import { ERROR_TEXT } from './files/disk.ts';
import type { Contract } from './contract.ts';
import { makeFile } from './commands/outcome.ts';
import type { Call } from './shell/call.ts';
import { findProgram } from './shell/programs.ts';
import { fails, OK, type Status } from './status.ts';

/** What the words of a command ask for. */
interface Asked {
  readonly goals: readonly string[];
  readonly variables: ReadonlyMap<string, string>;
  readonly folder: string | undefined;
  /** `-f`, from the folder. */
  readonly makefile: string | undefined;
  /** `-n` prints, `-t` touches the targets and runs nothing, `-q` asks whether they are up to date (GNU make, 9.3). */
  readonly instead: 'prints' | 'touches' | 'asks' | undefined;
}

/** Options of make that change neither what it makes nor where. */
const HARMLESS =
  /^(?:-[jksBwrR]+\d*|--silent|--quiet|--no-print-directory|--print-directory|--keep-going|--jobs(?:=\d+)?|--always-make|-j\d*|-l\d*|--output-sync.*|-O.*)$/;

/** The words of a call; undefined when an option leaves the effect unknown. */
function askedOf(call: Call): Asked | undefined {
  const goals: string[] = [];
  const variables = new Map<string, string>();
  let { cwd: folder } = call.shell;
  let instead: Asked['instead'];
  let makefile: string | undefined;
  const { words } = call;
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === undefined) return undefined;
    const directory = /^(?:-C(.+)|--directory=(.+))$/.exec(word);
    if (word === '-C' || word === '--directory') folder = relative(words[++i], folder);
    else if (directory !== null) folder = relative(directory[1] ?? directory[2], folder);
    else if (/^(?:-f|--(?:make)?file)$/.test(word)) makefile = words[++i];
    else if (/^(?:-f|--(?:make)?file=)./.test(word)) makefile = word.replace(/^-f|^.*?=/, '');
    else if (/^(?:-n|--dry-run|--just-print|--recon)$/.test(word)) instead = 'prints';
    else if (/^(?:-t|--touch)$/.test(word)) instead = 'touches';
    else if (/^(?:-q|--question)$/.test(word)) instead = 'asks';
    else if (word === '-j' && /^\d+$/.test(words[i + 1] ?? '')) i++;
    else if (HARMLESS.test(word)) continue;
    else if (word.startsWith('-')) return undefined;
    else if (/^[\w.-]+ ?[:?+]?=/.test(word))
      variables.set(word.replace(/ ?[:?+]?=.*$/s, ''), word.slice(word.indexOf('=') + 1).trimStart());
    else goals.push(word);
  }
  return { goals, variables, folder, makefile, instead };
}

function relative(path: string | undefined, folder: string | undefined): string | undefined {
  return path === undefined ? undefined : resolvePath(path, folder)?.replace(/(.)\/$/, '$1');
}

/** What a contract says about a call; undefined when none is about it. */
export function applyContract(call: Call): Status | undefined {
  const { contracts } = call.session.facts;
  // What pip installs is followed by pip itself.
  const own = contracts.filter(({ run }) => run.split(/\s+/)[0] === call.name && call.name !== 'pip');
  if (own.length === 0) return undefined;
  const asked = askedOf(call);
  if (asked === undefined) return undefined;
  const contract = own.find(({ run }) => {
    const goals = run.split(/\s+/).slice(1);
    return goals.length === asked.goals.length && goals.every((goal, i) => goal === asked.goals[i]);
  });
  if (contract === undefined) return undefined;
  const problem = needs(call, contract, asked);
  if (problem !== undefined) return problem;
  switch (asked.instead) {
    case 'prints':
      return OK;
    case 'touches':
      return touch(call, contract, asked);
    case 'asks':
      // What the contract makes is not there yet, and `-q` prints nothing.
      return fails(1);
    case undefined:
      return make(call, contract, asked);
  }
}

/** Undefined when everything is there. */
function needs(call: Call, contract: Contract, { folder, makefile }: Asked): Status | undefined {
  const { session } = call;
  const isMake = call.name === 'make';
  if (folder === undefined) return session.assume(`\`${contract.run}\` runs in the folder of its files`, call.asked);
  const disk = session.disk();
  const place = disk.find(folder);
  if (
    isMake &&
    (place.at === 'absent' || place.at === 'not-a-folder' || (place.at === 'there' && place.node.kind !== 'dir'))
  ) {
    const error = place.at === 'there' ? 'Not a directory' : ERROR_TEXT.ENOENT;
    // Seen with GNU make 4.4.1.
    return fails(2, `make: *** ${call.words[call.words.indexOf('-C') + 1] ?? folder}: ${error}.  Stop.`);
  }
  for (const file of contract.needs?.files ?? []) {
    const isMakefile = isMake && /^(?:GNU)?[Mm]akefile$/.test(file);
    const path = resolvePath((isMakefile ? makefile : undefined) ?? file, folder);
    const found = path === undefined ? undefined : disk.find(path);
    if (found === undefined || found.at === 'unknown') session.given.add(`${file} is in ${folder}`);
    else if (found.at !== 'there') {
      const target = contract.run.split(/\s+/)[1];
      if (isMakefile && makefile !== undefined) return fails(2, `make: ${makefile}: No such file or directory`);
      if (isMakefile) {
        return fails(
          2,
          target === undefined
            ? 'make: *** No targets specified and no makefile found.  Stop.'
            : `make: *** No rule to make target '${target}'.  Stop.`,
        );
      }
      return fails(
        2,
        contract.without?.[file] ?? (isMake ? undefined : `${call.name}: ${file}: No such file or directory`),
      );
    } else if (found.node.kind === 'file' && found.node.content.context?.split('/').at(-1) !== file.split('/').at(-1)) {
      session.given.add(`${file} in ${folder} is the one that belongs to the lesson`);
    }
  }
  for (const command of contract.needs?.commands ?? []) {
    const found = findProgram(session, command, call.shell, call.environment);
    const said = contract.without?.[command] ?? `${call.name}: ${command}: No such file or directory`;
    if (found.kind === 'missing') return fails(isMake ? 2 : 127, said);
    if (found.kind === 'denied') return fails(isMake ? 2 : 126, `${call.name}: ${command}: Permission denied`);
    if (found.kind === 'unknown') session.given.add(`the command ${command} is there: ${found.because}`);
  }
  const { installed, open } = session.machine.packages;
  for (const name of contract.needs?.packages ?? []) {
    const one = installed.get(name);
    if (one !== undefined && !one.maybe) continue;
    if (
      one !== undefined ||
      open !== undefined ||
      session.machine.tree.fog !== undefined ||
      session.facts.distro !== 'alpine'
    )
      session.given.add(`what ${name} brings is there`);
    else return fails(isMake ? 2 : 1, contract.without?.[name]);
  }
  return undefined;
}

/** Empty files in place of the targets; what a recipe installs elsewhere is no target. */
function touch(call: Call, contract: Contract, { folder }: Asked): Status {
  const { session } = call;
  for (const { path } of contract.makes ?? []) {
    const at = path.includes('${') ? undefined : resolvePath(path, folder);
    const done = at === undefined ? undefined : session.disk().write(at, contentOf(''), true);
    if (done?.kind === 'error') return fails(2, `touch: ${path}: ${ERROR_TEXT[done.errno]}`);
    if (done?.kind === 'unknown') session.given.add(`${path} can be written: ${done.why}`);
  }
  return OK;
}

function make(call: Call, contract: Contract, { variables, folder }: Asked): Status {
  const { session } = call;
  for (const { path, mode = 0o644, loads = [], libc, size } of contract.makes ?? []) {
    const text = path.replace(
      /\$\{([\w.-]+)\}/g,
      (_, name: string) => variables.get(name) ?? contract.variables?.[name] ?? '',
    );
    const at = resolvePath(text, folder);
    if (at === undefined) continue;
    const disk = session.disk(0o022);
    const parent = at.slice(0, at.lastIndexOf('/')) || '/';
    const folderMade = disk.makeFolder(parent, 0o777, true);
    const made: MadeProgram = { name: at.slice(at.lastIndexOf('/') + 1), loads, libc: libc ?? 'musl' };
    const done = folderMade.kind === 'error' ? folderMade : makeFile(call, at, mode, { size, made });
    // What it prints is up to the program that would write it.
    if (done.kind === 'error') return fails(2);
    if (done.kind === 'unknown') session.given.add(`${at} can be written: ${done.why}`);
  }
  return OK;
}
