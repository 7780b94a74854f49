import { textOf } from '../model/fields.ts';
import { runsAny } from '../model/commands.ts';
import { once } from '../model/memo.ts';
import { resolvePath } from '../model/paths.ts';
import { mayCopyTo } from './copied-files.ts';
import type { ApkCommand, ApkOption } from '../apk/types.ts';
import type { FileEvent, Invocation, Stage } from '../model/types.ts';
import type { Range } from '../text.ts';

/** An address that a stage gives apk besides (or instead of) those of its base image. */
export interface RepositoryUse {
  readonly url: string;
  /** `edge` of `@edge https://…`: only packages that name the tag come from there. */
  readonly tag: string | undefined;
  readonly range: Range;
  readonly invocation: Invocation;
  /** The apk command and its option; undefined for a line of /etc/apk/repositories. */
  readonly from: { readonly apk: ApkCommand; readonly option: ApkOption } | undefined;
}

export const LIST = '/etc/apk/repositories';

/** Addresses in `--repository` and in the lines that commands write to /etc/apk/repositories, in order. */
export function repositoryUses(stage: Stage): readonly RepositoryUse[] {
  return once(stage, readUses);
}

function readUses(stage: Stage): readonly RepositoryUse[] {
  const uses: RepositoryUse[] = [];
  for (const { instruction, invocations } of stage.steps) {
    if (instruction.keyword !== 'RUN') continue;
    invocations.forEach((invocation, i) => {
      if (invocation.name === 'apk') uses.push(...inOptions(invocation));
      else if (writesList(invocation)) uses.push(...inLines(invocation, invocations[i - 1]));
    });
  }
  return uses;
}

function inOptions(invocation: Invocation): RepositoryUse[] {
  const { apk } = invocation;
  if (apk === undefined) return [];
  return apk.options.flatMap((option) => {
    if (option.name !== 'repository' || option.value === undefined) return [];
    return addresses([option.value]).map((each) => ({
      ...each,
      range: option.range,
      invocation,
      from: { apk, option },
    }));
  });
}

/** `echo … >> /etc/apk/repositories`, `cat <<EOF > …`, `echo … | tee -a …`. */
function inLines(invocation: Invocation, before: Invocation | undefined): RepositoryUse[] {
  const { pipeline, redirects, name, range } = invocation;
  const piped = name === 'tee' && pipeline.index > 0 ? before : undefined;
  const source = piped ?? invocation;
  const uses = redirects.flatMap(({ body }) =>
    body === undefined ? [] : addresses([body]).map((each) => ({ ...each, range, invocation, from: undefined })),
  );
  if (source.name !== 'echo' && source.name !== 'printf') return uses;
  const words = source.args.map(({ value }) => value ?? '');
  return [
    ...uses,
    ...addresses(words).map((each) => ({ ...each, range: source.range, invocation: source, from: undefined })),
  ];
}

function writesList({ name, args, redirects, variables, cwd }: Invocation): boolean {
  if (name === 'tee') return args.some(({ value }) => value === LIST);
  return redirects.some(({ operator, target }) => {
    const path = target === undefined || !operator.includes('>') ? undefined : textOf(target, variables);
    return path !== undefined && resolvePath(path, cwd) === LIST;
  });
}

function addresses(words: readonly string[]): { readonly url: string; readonly tag: string | undefined }[] {
  const found: { url: string; tag: string | undefined }[] = [];
  let tag: string | undefined;
  for (const token of words.flatMap((word) => word.split(/\s+|\\n/))) {
    if (/^https?:\/\//.test(token)) found.push({ url: token, tag });
    tag = token.startsWith('@') ? token.slice(1) : undefined;
  }
  return found;
}

/** A substitution that `sed` makes in /etc/apk/repositories. */
interface RepositoryChange {
  readonly pattern: string;
  readonly replacement: string;
  readonly invocation: Invocation;
}

/** The `s/…/…/` scripts that `sed -i` runs over /etc/apk/repositories. */
export function repositoryChanges(stage: Stage): readonly RepositoryChange[] {
  if (!runsAny(stage, 'sed')) return [];
  return stage.steps.flatMap(({ instruction, invocations }) =>
    instruction.keyword !== 'RUN'
      ? []
      : invocations.flatMap((invocation) =>
          invocation.name === 'sed' && invocation.args.some(({ value }) => value === LIST)
            ? invocation.args.flatMap(({ value }) => substitutions(value ?? '', invocation))
            : [],
        ),
  );
}

function substitutions(script: string, invocation: Invocation): RepositoryChange[] {
  if (!/^s[^\w\s]/.test(script)) return [];
  const [pattern = '', replacement = ''] = script.slice(2).split(script.charAt(1));
  return [{ pattern, replacement, invocation }];
}

/**
 * Order of the first command after which apk may ask other repositories than those of the base image: the list is
 * changed, or a key is brought. Infinite when none does; -1 when a parent stage did.
 */
export function firstForeignRepository(stage: Stage): number {
  for (let parent = stage.base.stage; parent !== undefined; parent = parent.base.stage) {
    if (once(parent, ownFirst) < Infinity) return -1;
  }
  return once(stage, ownFirst);
}

function ownFirst(stage: Stage): number {
  const uses = repositoryUses(stage);
  const file = stage.fileEvents.find(
    (event) =>
      (event.path !== undefined && !addsTags(event, uses) && /^\/etc\/apk\/(repositories|keys)/.test(event.path)) ||
      mayCopyTo(event, LIST) ||
      mayCopyTo(event, '/etc/apk/keys/own'),
  );
  let first = file?.order ?? Infinity;
  for (const { invocations } of stage.steps) {
    for (const { args, order } of invocations) {
      if (order < first && args.some(({ value }) => value?.startsWith(LIST))) first = order;
    }
  }
  return first;
}

/** `echo '@edge https://…' >> /etc/apk/repositories`: packages without the tag do not come from there. */
function addsTags({ invocation }: FileEvent, all: readonly RepositoryUse[]): boolean {
  const uses = all.filter((use) => use.invocation === invocation);
  return (
    uses.length > 0 &&
    uses.every(({ tag, url }) => tag !== undefined && branchIn(url) !== undefined) &&
    invocation?.redirects.some(({ operator }) => operator === '>>') === true
  );
}

/** `edge`, `v3.20` or `latest-stable` of an address of Alpine's own repositories or a mirror of them. */
export function branchIn(
  url: string,
): { readonly branch: string; readonly repository: string | undefined } | undefined {
  const [, host = '', path] = /^https?:\/\/([^/]+)(\/\S*)$/.exec(url) ?? [];
  if (path === undefined || (!host.endsWith('.alpinelinux.org') && !path.includes('/alpine/'))) return undefined;
  const [last = '', before = ''] = (path.endsWith('/') ? path.slice(0, -1) : path).split('/').reverse();
  const isBranch = (name: string): boolean => /^(edge|latest-stable|v\d+\.\d+)$/.test(name);
  if (isBranch(before) && /^\w+$/.test(last)) return { branch: before, repository: last };
  return isBranch(last) ? { branch: last, repository: undefined } : undefined;
}
