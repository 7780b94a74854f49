import { entryOf } from '../data/table.ts';
import { isOperand } from '../model/fields.ts';
import type { Argument, Invocation } from '../model/types.ts';
import { pipInstallOf, pipOption, variableFor } from './pip.ts';

/** Packages that a command installs by name and without a version. */
export interface UnpinnedInstall {
  readonly invocation: Invocation;
  readonly names: readonly string[];
  /** How a version is written, with `1.2` for it. */
  readonly example: string;
  /** The programs that it makes, where they are the names. */
  readonly programs: readonly string[];
}

/** What brings other things in: it is not what the image is for, and no lockfile names it. */
const INSTALLERS = new Set(['npm', 'corepack', 'pip', 'setuptools', 'wheel', 'bundler']);

const NPM_NAME = /^((?:@\w[\w.-]{0,80}\/)?\w[\w.-]{0,80})(?:@(?:latest|next|\*))?$/;
const PIP_NAME = /^([A-Za-z\d][\w.-]{0,80})(?:\[[\w,.-]{0,80}\])?$/;
const GEM_NAME = /^([A-Za-z\d][\w.-]{0,80})$/;
const GO_NAME = /^([\w.-]{1,80}\.[a-z]{1,20}\/[\w./-]{1,200})@(?:latest|master|main|HEAD)$/;

/** Words for the program, whether they install, and what of them names a package. */
interface Tool {
  readonly installs: (words: readonly string[]) => boolean;
  /** Options whose next word is no package. */
  readonly valued: RegExp;
  readonly name: RegExp;
  readonly example: (name: string) => string;
  /** Options that fix what is installed, or take it from elsewhere. */
  readonly pins?: RegExp;
}

const at = (name: string): string => `${name}@1.2`;
const isGlobal = (words: readonly string[]): boolean =>
  words.some((word) => /^(-g|--global|--location=global)$/.test(word));

const TOOLS: Readonly<Record<string, Tool>> = {
  npm: {
    installs: (words) => isGlobal(words) && /^(install|i|add)$/.test(words.find((word) => !word.startsWith('-')) ?? ''),
    valued: /^--(prefix|registry|loglevel|cache|omit|include|userconfig)$/,
    name: NPM_NAME,
    example: at,
  },
  pnpm: {
    installs: (words) => isGlobal(words) && /^(install|i|add)$/.test(words.find((word) => !word.startsWith('-')) ?? ''),
    valued: /^--(dir|registry|store-dir)$/,
    name: NPM_NAME,
    example: at,
  },
  yarn: {
    installs: ([first, second]) => first === 'global' && second === 'add',
    valued: /^--(prefix|registry)$/,
    name: NPM_NAME,
    example: at,
  },
  go: { installs: ([first]) => first === 'install', valued: /^-/, name: GO_NAME, example: (name) => `${name}@v1.2.3` },
  cargo: {
    installs: ([first]) => first === 'install',
    valued: /^(-F|-j|--(root|features|target|jobs|profile|bin|index|registry|color|config))$/,
    name: /^([A-Za-z][\w-]{0,80})$/,
    example: at,
    pins: /^--(version|vers|git|path|rev|tag)(=|$)/,
  },
  gem: {
    installs: ([first]) => first === 'install',
    valued: /^(-i|-n|-s|-P|--(install-dir|bindir|source|platform|document|trust-policy))$/,
    name: GEM_NAME,
    example: (name) => `${name}:1.2`,
    pins: /^(-v|--version|-l|--local|-g|--file)/,
  },
};

export const NAMED_INSTALLERS = /^(npm|pnpm|yarn|go|cargo|gem|pip([23](\.\d+)?)?|python([23](\.\d+)?)?)$/;

/** Reads an install by name; undefined when all that it names has a version, and for anything else. */
export function unpinnedInstall(invocation: Invocation): UnpinnedInstall | undefined {
  if (invocation.inSubstitution || invocation.tested) return undefined;
  const pip = pipInstallOf(invocation);
  if (pip !== undefined) {
    const constraint = variableFor(invocation, 'PIP_CONSTRAINT');
    if (!constraint.known || constraint.value !== undefined) return undefined;
    if (pipOption(pip, '-c', '--constraint', '--no-index', '-f', '--find-links', '-e', '--editable') !== undefined)
      return undefined;
    const words = invocation.args.filter(({ range }) => range.start > pip.command.range.start);
    return asUnpinned(invocation, words, PIP_VALUED, PIP_NAME, (name) => `${name}==1.2`);
  }
  const { name = '', args } = invocation;
  const tool = entryOf(TOOLS, name);
  const words = args.map(({ value }) => value ?? '');
  if (tool?.installs(words) !== true || words.some((word) => tool.pins?.test(word) === true)) return undefined;
  const verbs = name === 'yarn' ? 2 : 1;
  const operands = args.filter(isOperand).slice(0, verbs);
  const packages = args.filter((each) => !operands.includes(each));
  return asUnpinned(invocation, packages, tool.valued, tool.name, tool.example);
}

const PIP_VALUED =
  /^(-r|-t|-i|-d|--(requirement|target|prefix|root|src|index-url|extra-index-url|trusted-host|cache-dir|timeout|retries|progress-bar|only-binary|no-binary|platform|python-version|abi|implementation|upgrade-strategy|proxy|cert|log|root-user-action|config-settings|global-option|report))$/;

function asUnpinned(
  invocation: Invocation,
  words: readonly Argument[],
  valued: RegExp,
  pattern: RegExp,
  example: (name: string) => string,
): UnpinnedInstall | undefined {
  const names = words.flatMap(({ value = '' }, i) => {
    const name = pattern.exec(value)?.[1];
    if (name === undefined || /\.(tgz|gz|whl|zip|gem|txt)$/.test(name)) return [];
    return INSTALLERS.has(name) || valued.test(words[i - 1]?.value ?? '') ? [] : name;
  });
  const [first] = names;
  if (first === undefined) return undefined;
  return { invocation, names, example: example(first), programs: names.map((name) => name.replace(/^.*\//, '')) };
}
