import { isWithin, resolvePath } from '../../model/paths.ts';
import { isTriggers } from '../../model/stage-chain.ts';
import type { FileEvent, Invocation, Stage, Step } from '../../model/types.ts';
import { type Account, accountAt, accountOf, isRoot } from '../../facts/account.ts';
import { mustSucceed } from '../../model/commands.ts';
import { insertAfter, insertBefore } from '../../fixes/instruction-edits.ts';
import { removeInstruction } from '../../fixes/edits.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';
import { sliceOf } from '../../text.ts';
import { addTo } from '../../lists.ts';

export const rule = defineRule({
  id: 'work-after-user',
  title: 'Do what needs root before USER',
  category: 'safety',
  severity: 'error',
  fix: 'suggestion',
  *check({ alpineStagesWithOnbuild, text }) {
    for (const stage of alpineStagesWithOnbuild) {
      if (!stage.reached) continue;
      let account = accountAt(stage, 0);
      // As a rule nobody but root works there.
      if (isRoot(account.name) && !stage.steps.some(({ instruction }) => instruction.keyword === 'USER')) continue;
      const opened = new OpenFolders(stage);
      for (const step of stage.steps) {
        const isOther = account.name !== undefined && account.name !== '' && !isRoot(account.name);
        opened.advance(step, isOther);
        const { keyword } = step.instruction;
        if (keyword === 'USER') account = accountOf(step);
        const found = keyword === 'RUN' && isOther ? firstRefused(step, account.name ?? '', opened) : undefined;
        if (found === undefined) continue;
        yield {
          range: found.invocation.range,
          message: `Move this above the line \`USER ${account.name ?? ''}\`: ${found.why}, and \`${account.name ?? ''}\` is not root, so this ends with "${found.error}".`,
          related:
            account.step === undefined
              ? []
              : [
                  {
                    range: account.step.instruction.range,
                    message: `From here on commands run as ${account.name ?? ''}.`,
                  },
                ],
          fix: makeFix(step, account, text),
        };
      }
    }
  },
});

interface Refused {
  readonly invocation: Invocation;
  readonly why: string;
  readonly error: string;
}

/** What BusyBox 1.36.1 and apk 2.14.4 of Alpine 3.19.4 said as user 1000 (seen on 2026-11-21). */
function firstRefused(step: Step, user: string, opened: OpenFolders): Refused | undefined {
  for (const invocation of step.invocations) {
    const { name = '', args } = invocation;
    const { apk } = invocation;
    if (apk !== undefined) {
      if (
        !/^(add|del|update|upgrade|fix)$/.test(apk.command ?? '') ||
        ['root', 'usermode', 'simulate'].some((each) => apk.has(each)) ||
        !isRefused(invocation)
      )
        continue;
      return { invocation, why: '`apk` changes the system', error: 'Unable to lock database: Permission denied' };
    }
    if (/^(adduser|addgroup|deluser|delgroup|useradd|groupadd|usermod)$/.test(name) && isRefused(invocation)) {
      return { invocation, why: `\`${name}\` writes to \`/etc/passwd\``, error: 'permission denied (are you root?)' };
    }
    if (
      name === 'chown' &&
      givesAway(
        args.map(({ value }) => value),
        user,
      ) &&
      isRefused(invocation)
    ) {
      return { invocation, why: 'only root may give a file to somebody else', error: 'Operation not permitted' };
    }
  }
  const write = opened.firstRefused(step);
  return write?.invocation === undefined
    ? undefined
    : {
        invocation: write.invocation,
        why: `\`${write.path ?? ''}\` is in a folder that belongs to root`,
        error: 'Permission denied',
      };
}

/** Runs for certain, as the user in force, and its failure fails the step. */
function isRefused(invocation: Invocation): boolean {
  return mustSucceed(invocation) && !isAsRoot(invocation);
}

/** `sudo apk add`, and what `sudo sh -c "…"` holds. */
function isAsRoot(invocation: Invocation): boolean {
  const { range, step } = invocation;
  return (
    isWrapped(invocation) ||
    step.invocations.some(
      (outer) => outer.range.start <= range.start && range.end <= outer.range.end && isWrapped(outer),
    )
  );
}

function isWrapped({ node, programRange, name, step }: Invocation): boolean {
  const first = node === undefined ? step.instruction.args[0] : node.name;
  return first !== undefined && first.range.start !== programRange.start && name !== undefined;
}

/** `chown root …` by another user. Giving a file to oneself changes nothing and is allowed. */
function givesAway(words: readonly (string | undefined)[], user: string): boolean {
  if (words.some((word) => word === undefined || word.startsWith('--reference'))) return false;
  const owner = words.find((word) => word?.startsWith('-') !== true)?.split(/[:.]/)[0];
  // A number may be the user's own.
  return (
    owner !== undefined &&
    owner !== '' &&
    owner !== user &&
    (isRoot(owner) || !(/^\d+$/.test(owner) || /^\d+$/.test(user)))
  );
}

/**
 * Folders of Alpine's base image that only root can write to (alpine 3.19.4: `ls -ld` of each). Packages make folders for their
 * own users below some of them, so there only what lies directly inside is certain.
 */
const ROOT_OWNED = new Set(
  '/bin /etc /lib /sbin /usr /usr/bin /usr/lib /usr/local/bin /usr/sbin /usr/share /var /var/cache /var/lib /var/log /run'.split(
    ' ',
  ),
);
/** No package puts anything there. */
const EMPTY = ['/opt', '/srv', '/root', '/usr/local/lib', '/usr/local/share'];
const TOP = new Set('bin dev etc home lib media mnt opt proc root run sbin srv sys tmp usr var'.split(' '));

function isRootOwned(path: string): boolean {
  const plain = path.replace(/\/$/, '');
  const parent = plain.slice(0, plain.lastIndexOf('/'));
  const top = plain.split('/')[1] ?? '';
  return ROOT_OWNED.has(parent) || EMPTY.some((folder) => isWithin(plain, folder)) || !TOP.has(top);
}

/** Which folders somebody may have made writable, step by step: by chown, chmod, mkdir, COPY or a volume. */
class OpenFolders {
  readonly #paths: string[] = [];
  #isEverything = false;
  readonly #events = new Map<Step, FileEvent[]>();

  constructor(stage: Stage) {
    // Only plain Alpine is known well enough to say who owns a folder.
    this.#isEverything = stage.base.kind !== 'image' || stage.base.name !== 'alpine';
    for (const event of stage.fileEvents) {
      addTo(this.#events, event.step, event);
    }
  }

  /** Takes note of what a step changes. */
  advance(step: Step, isOther: boolean): void {
    if (this.#isEverything) return;
    if (step.instruction.keyword === 'WORKDIR') {
      const after = step.stage.steps[step.index + 1]?.before ?? step.stage.end;
      if (after.workdir === undefined) this.#isEverything = true;
      else this.#paths.push(after.workdir);
    }
    for (const { path, kind } of this.#events.get(step) ?? []) {
      // What may be refused opens nothing.
      const isOwn = kind === 'create' && isOther;
      if (path === undefined) this.#isEverything ||= kind === 'chown';
      else if (!isOwn) this.#paths.push(path);
    }
    if (
      step.invocations.some(
        ({ name, program = '', args }) =>
          /^(setfacl|su|sudo|doas|make|tar|unzip|rsync|cpio|chroot)$/.test(name ?? '') ||
          // `adduser -h /git git` makes a home elsewhere.
          (/^(adduser|useradd)$/.test(name ?? '') && args.some(({ raw }) => /^(-\w*[hd]$|--home)/.test(raw))) ||
          (name === 'install' && args.length > 0) ||
          program.endsWith('.sh') ||
          program.startsWith('./'),
      )
    )
      this.#isEverything = true;
  }

  firstRefused(step: Step): FileEvent | undefined {
    if (this.#isEverything || step.mounts.length > 0) return undefined;
    return this.#events.get(step)?.find(({ kind, path, invocation }) => {
      if (kind !== 'create' || path === undefined || invocation === undefined || !isRefused(invocation)) return false;
      const place = resolvePath(path, '/') ?? path;
      // A time or another file is among the words.
      if (invocation.name === 'touch' && invocation.args.some(({ value }) => /^-\w*[tdr]/.test(value ?? '')))
        return false;
      // The shell knows where home is.
      if (place.includes('/~')) return false;
      return isRootOwned(place) && !this.#paths.some((open) => isWithin(place, open) || isWithin(open, place));
    });
  }
}

/** Root for this step only; the author may prefer to move it. */
function makeFix(step: Step, { name, step: user }: Account, text: string): ProposedFix | undefined {
  const said = user?.instruction.args[0];
  if (name === undefined || said === undefined) return undefined;
  const onbuild = isTriggers(step.stage) ? 'ONBUILD ' : '';
  // Directly behind the USER, with nothing said of either: the two change places.
  if (
    user?.stage === step.stage &&
    user.index === step.index - 1 &&
    [user, step].every(({ instruction }) => instruction.leading.length === 0) &&
    isRoot(accountAt(step.stage, user.index).name)
  )
    return {
      title: 'Move USER behind this step',
      edits: [
        removeInstruction(text, user.instruction),
        insertAfter(text, step.instruction, `${onbuild}${sliceOf(text, user.instruction.range)}`),
      ],
    };
  return {
    title: 'Switch to root for this step',
    edits: [
      insertBefore(text, step.instruction, `${onbuild}USER root`),
      insertAfter(text, step.instruction, `${onbuild}USER ${said.raw}`),
    ],
  };
}
