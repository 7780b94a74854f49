import { isOfficialImage } from '../../data/official-images.ts';
import type { Instruction } from '../../syntax/dockerfile/types.ts';
import { expandWord, partsOf } from '../../syntax/expand.ts';
import { withoutEnd } from '../../text.ts';
import { unpacks } from '../../model/copy.ts';
import { resolvePath } from '../../model/paths.ts';
import { copy, type CopyRequest, missingSource } from '../copy.ts';
import { resolve, ROOT } from '../files/resolve.ts';
import type { Machine } from '../machine.ts';
import type { Session } from '../session.ts';
import type { Cause } from '../status.ts';
import type { Bytes } from '../types.ts';
import { accounts, ownerOf, takeAccounts } from '../users.ts';
import { referencesOf } from './references.ts';
import type { Stage, StepResult } from './stage.ts';

/** COPY and ADD: their words and options read, then copied. */
export function copyStep(stage: Stage, instruction: Instruction): StepResult {
  const flag = (name: string): string | undefined => instruction.flags.find((each) => each.name === name)?.value;
  const expanded = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : stage.variables.expand(text);
  const reference = flag('from');
  const from = reference === undefined ? undefined : expanded(reference);
  const source =
    reference !== undefined && from === undefined ? ({ kind: 'image', tree: undefined } as const) : stage.source(from);
  if ('fails' in source) return { outcome: 'fails', because: stage.because(instruction.range, source.fails) };
  const dependency = from === undefined ? undefined : stage.stageOf(from);
  if (dependency?.failed === true) {
    stage.failed = true;
    return { outcome: 'not-run' };
  }
  const words = instruction.args.filter(({ raw }) => !/^<<-?\s*['"\w]/.test(raw) || instruction.heredocs.length === 0);
  const destination = words.at(-1);
  const session = stage.session(instruction);
  const given: string[] = [];
  const owner = ownerFor(session, expanded(flag('chown')) ?? (flag('chown') === undefined ? undefined : '?'), given);
  const mode = expanded(flag('chmod'));
  // Docker 26 passes over letters and variables, and a later frontend takes them (seen with 26.1.5).
  if (flag('chmod') !== undefined && !/^[0-7]{1,5}$/.test(flag('chmod') ?? ''))
    given.push(`this Docker knows \`--chmod=${flag('chmod') ?? ''}\``);
  const request: CopyRequest = {
    keyword: instruction.keyword === 'ADD' ? 'ADD' : 'COPY',
    sources: words.slice(0, -1).map((each) => expandWord(each.parts, stage.variables.lookup)),
    heredocs: instruction.heredocs.map((heredoc) => ({
      name: heredoc.name,
      text: heredoc.expand ? expandHeredoc(stage, heredoc.body.text) : heredoc.body.text,
    })),
    destination: destination === undefined ? undefined : expandWord(destination.parts, stage.variables.lookup),
    workdir: stage.config.workdir,
    from: source,
    owner,
    mode,
    parents: instruction.flags.some(({ name, value }) => name === 'parents' && value !== 'false'),
    exclude: instruction.flags.flatMap(({ name, value }) => (name === 'exclude' && value !== undefined ? [value] : [])),
    unpack: unpacks(instruction),
    line: stage.shared.lineOf(instruction.range.start),
    visit: stage.shared.budget.visit,
  };
  if (source.kind === 'image' && source.tree === undefined && from !== undefined) {
    if (/^[\w-]+$/.test(from) && !isOfficialImage(from)) {
      stage.machine.cloud(`what COPY brings from ${from} is not known`);
      return {
        outcome: 'unknown',
        because: stage.because(instruction.range, `no stage is called ${from}: Docker looks for an image of that name`),
      };
    }
    given.push(`the image ${from} exists`);
  }
  const result = copy(stage.machine.tree, request);
  if (result.outcome === 'fails') {
    const { prints, missing } = result;
    const cause: Cause | undefined =
      missing === undefined ? undefined : { kind: 'source', path: missing, from: source.kind };
    return { outcome: 'fails', because: stage.because(instruction.range, prints, cause) };
  }
  if (dependency !== undefined) {
    takePackages(stage.machine, dependency.machine, request);
    takeAccounts(session, dependency.session(instruction), request.sources);
  }
  const bytes: Bytes =
    result.bytes === undefined ? { value: undefined, kind: 'unknown' } : { value: result.bytes, kind: 'context' };
  return { outcome: 'ok', given: [...given, ...result.given], bytes };
}

/** A source that is not there, and BuildKit's words for it. */
interface Missing {
  readonly prints: string;
  readonly cause: Cause;
}

/**
 * What BuildKit says of the first source of the build context that is not there: of COPY and ADD, or of a bind mount. It
 * looks for them all before it runs anything (seen with Docker 26), so this comes before what fails in a RUN.
 */
export function missingInContext(stage: Stage, instruction: Instruction): Missing | undefined {
  const { context } = stage.shared;
  if (context === undefined || referencesOf(instruction).length > 0) return undefined;
  let missing: Missing | undefined;
  for (const source of contextSources(stage, instruction)) {
    const path = source === undefined ? undefined : resolvePath(source, '/');
    if (path === undefined || /[*?[\\]|^[a-z]+:\/\/|^git@/.test(source ?? '')) continue;
    const found = resolve(context, path, ROOT, true);
    if (found.at !== 'absent') continue;
    const prints = missingSource(path);
    missing = missing
      ? { ...missing, prints: `${missing.prints}\n${prints}` }
      : { prints, cause: { kind: 'source', path: source ?? '', from: 'context' } };
  }
  return missing;
}

function contextSources(stage: Stage, instruction: Instruction): (string | undefined)[] {
  const { keyword, args, heredocs, flags } = instruction;
  if (keyword === 'RUN') {
    return flags.flatMap(({ name, value = '' }) =>
      name === 'mount' && /(?:^|,)type=bind(?:,|$)/.test(value)
        ? [/(?:^|,)(?:source|src)=([^,$]+)/.exec(value)?.[1]]
        : [],
    );
  }
  if (keyword !== 'COPY' && keyword !== 'ADD') return [];
  if (heredocs.length > 0) return [];
  return args.slice(0, -1).map((each) => expandWord(each.parts, stage.variables.lookup));
}

/** apk's database comes along when what holds it is copied to its own place. */
function takePackages(machine: Machine, from: Machine, { sources, destination, exclude }: CopyRequest): void {
  const target = destination === undefined ? undefined : withoutEnd(destination, '/');
  const same = sources.filter((source) => source !== undefined && withoutEnd(source, '/') === target);
  if (same.some((source) => source === '/') && exclude.length === 0) machine.packages = from.packages;
  else if (same.some((source) => /^\/(?:lib(?:\/apk(?:\/db)?)?|etc(?:\/apk)?)?\/*$/.test(source ?? ''))) {
    if (from.packages === machine.packages) return;
    machine.packages = {
      ...machine.packages,
      open: machine.packages.open ?? 'a part of the database of packages comes from another stage',
    };
  }
}

/** Variables in a heredoc file: `$NAME` and `\$`. */
function expandHeredoc(stage: Stage, text: string): string | undefined {
  if (!/[$\\]/.test(text)) return text;
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    // The shell's quotes mean nothing here: only variables are replaced, `$@` and `$1` by nothing (seen with Docker 26).
    let out: string | undefined = '';
    let last = 0;
    // A variable inside of another one's default is not looked into.
    if (/\$\{[^{}]*\$\{/.test(line)) return undefined;
    for (const match of line.matchAll(/\\(.)|"\$@"|\$(?:[A-Za-z_]\w*|\d+|[@*#?$!-]|\{[^{}]*\})/g)) {
      out += line.slice(last, match.index);
      last = match.index + match[0].length;
      if (match[1] !== undefined) out += match[1] === '$' || match[1] === '\\' ? match[1] : match[0];
      // Docker makes `""` of it; an answer of the given cases ("entrypoint script w exec tini") is to pass with it.
      else if (match[0] === '"$@"') out += match[0];
      else {
        const value = expandWord(partsOf(match[0]), stage.variables.lookup);
        if (value === undefined) return undefined;
        out += value;
      }
    }
    lines.push(out + line.slice(last));
  }
  return lines.join('\n');
}

function ownerFor(session: Session, text: string | undefined, given: string[]): CopyRequest['owner'] {
  if (text === undefined) return { uid: 0, gid: 0 };
  const { uid, gid, problem } = ownerOf(session, text);
  // Docker 20.10 lets an unknown name pass as root; current BuildKit refuses it (`unable to find user`).
  if (problem !== undefined || uid === 'unknown' || gid === 'unknown') given.push(`the owner ${text} exists`);
  const number = typeof uid === 'number' ? uid : uid === 'keep' ? 0 : undefined;
  const account = accounts(session)?.find((each) => each.uid === number);
  return {
    uid: number,
    gid:
      typeof gid === 'number'
        ? gid
        : gid === 'keep'
          ? /^\d+$/.test(text)
            ? number
            : (account?.gid ?? number)
          : undefined,
  };
}
