import { isPlainWord } from '../../fixes/edits.ts';
import { imageHasAccount } from '../../data/image-users.ts';
import { alongChain, parentOf, rootOf } from '../../model/stage-chain.ts';
import { isWithin, resolvePath } from '../../model/paths.ts';
import type { FileEvent, Invocation, Model, Stage, Step } from '../../model/types.ts';
import { nearest } from '../../syntax/suggest.ts';
import { type Range, sliceOf } from '../../text.ts';
import { isInTests, isLikelyTarget } from '../../facts/target-names.ts';
import { copiedKind } from '../../facts/copied-files.ts';
import { insertRootRun } from '../../facts/root-run.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';
import { isShell, isScriptFlag } from '../../model/wrappers.ts';

export const rule = defineRule({
  id: 'user-undefined',
  title: 'Create the user that USER names',
  category: 'safety',
  severity: 'error',
  fix: 'suggestion',
  needs: ['USER'],
  *check({ model, stagesWithOnbuild, path, text }) {
    const isTest = isInTests(path);
    for (const stage of stagesWithOnbuild) {
      if (!stage.reached || !/^(?:alpine|debian|scratch)$/.test(stage.distro)) continue;
      const seen = new Set<string>();
      let accounts: Accounts | undefined;
      for (const step of stage.steps) {
        const named = step.instruction.keyword === 'USER' ? namesOf(step) : undefined;
        // What is there stays there, and what is missing is told about once.
        const key = `${named?.user ?? ''}:${named?.group ?? ''}`;
        if (named === undefined || seen.has(key)) continue;
        const use = firstUse(step);
        // A stage that only gives files away starts nothing.
        if (use === undefined || (use === Infinity && !isStarted(stage, model))) continue;
        seen.add(key);
        const made = (accounts ??= new Accounts(stage)).before(use);
        if (made === undefined) continue;
        const missing = isMissing(named.user, 'user', stage, made)
          ? 'user'
          : isMissing(named.group, 'group', stage, made)
            ? 'group'
            : undefined;
        const name = missing === undefined ? undefined : named[missing];
        if (missing === undefined || name === undefined) continue;
        const close = nearest(name, [...made[`${missing}s`]].slice(-MAX_CANDIDATES));
        const range = step.instruction.args[0]?.range ?? step.instruction.range;
        yield {
          range,
          // What tests build may be wrong on purpose.
          ...(isTest && { severity: 'warning' as const }),
          message: `${advice(missing, name, close, stage)}: nothing before this line creates a ${missing} \`${name}\`, so the next \`RUN\` and the container fail with "unable to find ${missing} ${name}".`,
          fix:
            close === undefined
              ? creation(named, missing, stage, step, made, text)
              : renaming(range, name, close, text),
        };
      }
    }
  },
});

/** So many names are compared with one that is missing. */
const MAX_CANDIDATES = 50;

/**
 * The step that looks the name up; Infinity is the start of the container, where all that the stage makes is there.
 * Undefined where the next USER comes before anybody asks.
 */
function firstUse({ stage, index }: Step): number | undefined {
  for (let i = index + 1; i < stage.steps.length; i++) {
    const keyword = stage.steps[i]?.instruction.keyword;
    if (keyword === 'RUN' || keyword === 'WORKDIR') return i;
    if (keyword === 'USER') return undefined;
  }
  return Infinity;
}

/** A container may start from it, or another stage goes on with its user. */
function isStarted(stage: Stage, { target, stages }: Model): boolean {
  return (
    stage === target ||
    stage.triggers !== undefined ||
    (stage.name !== undefined && isLikelyTarget(stage.name)) ||
    stages.some((other) => parentOf(other) === stage)
  );
}

interface Named {
  readonly user: string;
  readonly group: string | undefined;
}

type Kind = 'users' | 'groups' | 'packages';

/** Users and groups that commands make, and packages, whose install scripts may make some too. */
class Made {
  users: ReadonlySet<string> = new Set();
  groups: ReadonlySet<string> = new Set();
  packages: ReadonlySet<string> = new Set();
  readonly #own = new Map<Kind, Set<string>>();

  constructor(below?: Made) {
    if (below !== undefined) ({ users: this.users, groups: this.groups, packages: this.packages } = below);
  }

  /** Takes a copy of what it shares with the stage below at the first name of its own. */
  add(kind: Kind, name: string): void {
    if (this[kind].has(name)) return;
    const own = this.#own.get(kind) ?? new Set(this[kind]);
    this.#own.set(kind, own.add(name));
    this[kind] = own;
  }
}

function namesOf(step: Step): Named | undefined {
  const after = step.stage.steps[step.index + 1]?.before ?? step.stage.end;
  const [user, group] = after.user?.split(':') ?? [];
  return user === undefined || !/^[\w][\w.-]*$/.test(user) ? undefined : { user, group: group || undefined };
}

function isMissing(name: string | undefined, kind: 'user' | 'group', stage: Stage, made: Made): boolean {
  if (name === undefined || /^\d+$/.test(name) || made[`${kind}s`].has(name)) return false;
  const root = rootOf(stage);
  if (root.base.kind === 'scratch') return true;
  if (imageHasAccount(root.base.name ?? '', root, name, kind) !== false) return false;
  return ![...made.packages].some((each) => mayCreate(each, name));
}

/** Packages whose name does not tell that of the user they make. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  mariadb: 'mysql',
  bind: 'named',
  openldap: 'ldap',
  dbus: 'messagebus',
  postfix: 'vmail',
  gitolite: 'git',
  openssh: 'sshd',
};

/** Programs that are no daemons. Of nodejs it was seen that it has no install script (aports, main/nodejs, 2026-11-21). */
const WITHOUT_USER =
  /^(nodejs(-current)?|npm|yarn|python3|py3-[\w-]+|ruby|go|rust|cargo|bash|curl|tini|make|gcc|g\+\+|[\w.+-]+-dev)$/;

/** Packages of daemons make a user of about their own name; which ones do is not in the index of packages. */
function mayCreate(pkg: string, user: string): boolean {
  if (WITHOUT_USER.test(pkg)) return false;
  const stem = user.replace(/^_/, '').slice(0, 3);
  const other = Object.keys(OTHER_NAMES).find((name) => pkg.startsWith(name));
  return pkg.includes(stem) || (other !== undefined && OTHER_NAMES[other] === user);
}

/** Follows who is made, step by step. */
class Accounts {
  #made: Made | undefined;
  readonly #stage: Stage;
  #next = 0;
  #files = 0;
  #packages = 0;

  constructor(stage: Stage) {
    this.#stage = stage;
    const below = stage.base.stage;
    const made = below === undefined ? new Made() : alongChain(below, madeIn);
    this.#made = made && new Made(made);
  }

  /** What the steps before this one (of the stages below, too) make; undefined when one of them may make any user. */
  before(index: number): Made | undefined {
    const stage = this.#stage;
    const made = this.#made;
    const isKnown =
      made !== undefined &&
      stage.steps.slice(this.#next, index).every((step) => readStep(step, made)) &&
      this.#readFiles(stage, index) &&
      this.#readPackages(stage, index, made);
    if (!isKnown) this.#made = undefined;
    this.#next = index;
    return this.#made;
  }

  #readFiles({ fileEvents }: Stage, to: number): boolean {
    for (
      let event = fileEvents[this.#files];
      event !== undefined && event.step.index < to;
      event = fileEvents[++this.#files]
    ) {
      if (mayBringAccounts(event)) return false;
    }
    return true;
  }

  #readPackages({ packageEvents }: Stage, to: number, made: Made): boolean {
    for (
      let event = packageEvents[this.#packages];
      event !== undefined && event.step.index < to;
      event = packageEvents[++this.#packages]
    ) {
      for (const { name, kind } of event.kind === 'add' ? event.packages : []) {
        if (name === undefined || kind === 'file' || name.includes('/')) return false;
        made.add('packages', name);
      }
    }
    return true;
  }
}

/** At the end of a stage. */
function madeIn(stage: Stage): Made | undefined {
  return new Accounts(stage).before(Infinity);
}

/** `/etc/passwd` itself, or a whole tree that may hold one. */
function mayBringAccounts(event: FileEvent): boolean {
  const { path, step } = event;
  if (path === undefined) return step.copy !== undefined;
  if (isWithin('/etc/passwd', path) || path.startsWith('/etc/passwd')) return true;
  const destination = step.copy?.destination?.value;
  const into = destination === undefined ? undefined : resolvePath(destination, step.before.workdir);
  return into !== undefined && isWithin('/etc/passwd', into) && copiedKind(event) !== 'file';
}

/** False when the step may make users in a way that is not followed. */
function readStep(step: Step, made: Made): boolean {
  if (step.instruction.keyword !== 'RUN') return true;
  // A heredoc for another interpreter, or a script with errors.
  if (step.invocations.length === 0 || step.mounts.some(({ target, type }) => target === '/etc' && type !== 'cache'))
    return false;
  return step.invocations.every((invocation) => readCommand(invocation, made));
}

const OWN_PROGRAM = /^(\/usr(\/local)?)?\/s?bin\/[\w.+-]+$/;

function readCommand({ name, program, args }: Invocation, made: Made): boolean {
  if (name === undefined) return program !== undefined || args.length === 0;
  const words = args.map(({ value }) => value);
  if (words.some((word) => word?.includes('/etc/passwd') === true)) return name === 'cat' || name === 'grep';
  if (/^(adduser|useradd|addgroup|groupadd)$/.test(name)) {
    if (words.includes(undefined)) return false;
    readCreation(name, words as string[], made);
    return true;
  }
  if (isShell(name)) return words.some(isScriptFlag);
  if (
    /^(\.|source|eval|usermod|groupmod|newusers|dpkg|gdebi|ansible.*|install_packages)$/.test(name) ||
    /\.(sh|bash|py|pl)$/.test(name)
  )
    return false;
  return program === undefined || !program.includes('/') || OWN_PROGRAM.test(program);
}

/** Options of BusyBox 1.36.1 and shadow 4.14 that take a value (`--help` of each, seen on Alpine 3.19.4). */
const VALUED =
  /^(-[hgsGukcdebfpKCDRZ]|--(home|gecos|shell|ingroup|uid|gid|groups?|home-dir|comment|base-dir|password|skel|expiredate|inactive|key|root|prefix|firstuid|lastuid))$/;

function readCreation(command: string, words: readonly string[], made: Made): void {
  const names: string[] = [];
  words.forEach((word, i) => {
    if (!word.startsWith('-') && !isValue(words[i - 1], command)) names.push(word);
  });
  const [first] = names;
  if (first === undefined) return;
  if (command.includes('group')) {
    // `addgroup user group` puts a user into a group.
    if (names.length === 1) made.add('groups', first);
    return;
  }
  made.add('users', first);
  // A group of the same name comes along; not with BusyBox's `-S`, which takes nogroup, nor with a group given (1.36.1), nor with
  // `--system` of Debian's, unless `--group` is there.
  const isWithout =
    !words.includes('--group') &&
    words.some((word) =>
      (command === 'adduser' ? /^(-\w*[SG]|--system|--ingroup)/ : /^(-[a-zA-Z]*[gN]$|--no-user-group$|--gid)/).test(
        word,
      ),
    );
  if (!isWithout) made.add('groups', first);
}

function isValue(word: string | undefined, command: string): boolean {
  // `-Sg 1000` is `-S -g 1000`.
  const before = word?.replace(/^-[DSHrmMlUo]+(?=[a-zA-Z]$)/, '-');
  if (before === undefined || !VALUED.test(before)) return false;
  // `addgroup -g` takes a number; `adduser -D`, `useradd -D` and `addgroup -S` take none.
  return !(before === '-D' || (command === 'adduser' && /^(-[cdebfpKCRZ]|--group)$/.test(before)));
}

function advice(kind: 'user' | 'group', name: string, close: string | undefined, stage: Stage): string {
  if (close !== undefined) return `Write \`${close}\``;
  if (rootOf(stage).base.kind === 'scratch')
    return 'Use a number such as `10001:10001`, since there is no `/etc/passwd` here';
  const [group, user] = creators(stage);
  return kind === 'user'
    ? `Create it with \`${user} ${name}\`, or use a number`
    : `Create it with \`${group} ${name}\``;
}

function renaming(range: Range, name: string, close: string, text: string): ProposedFix | undefined {
  const at = sliceOf(text, range).indexOf(name);
  if (at < 0 || !isPlainWord(close)) return undefined;
  const start = range.start + at;
  return {
    title: `Use ${close}`,
    edits: [{ range: { start, end: start + name.length }, text: close }],
  };
}

/** What makes a group and a user, and the option for the user's group: of BusyBox, or those that Debian always has. */
function creators({ distro }: Stage): readonly [group: string, user: string, option: string] {
  return distro === 'debian'
    ? ['groupadd --system', 'useradd --system --no-create-home', '--gid']
    : ['addgroup -S', 'adduser -S -D -H', '-G'];
}

function creation(
  { user, group }: Named,
  missing: 'user' | 'group',
  stage: Stage,
  step: Step,
  made: Made,
  text: string,
): ProposedFix | undefined {
  const range = step.instruction.args[0]?.range;
  if (rootOf(stage).base.kind === 'scratch') {
    return range && { title: 'Use a number', edits: [{ range, text: '10001:10001' }] };
  }
  const wanted = group ?? user;
  if (![user, wanted].every(isPlainWord)) return undefined;
  const [newGroup, newUser, option] = creators(stage);
  const addGroup = /^\d+$/.test(wanted) || made.groups.has(wanted) ? '' : `${newGroup} ${wanted}`;
  const addUser = missing === 'group' ? '' : `${newUser} ${option} ${wanted} ${user}`;
  if (/^\d+$/.test(wanted)) return undefined;
  return {
    title: `Create ${missing === 'user' ? user : wanted}`,
    edits: [insertRootRun(text, step, () => [addGroup, addUser].filter(Boolean).join(' && '))],
  };
}
