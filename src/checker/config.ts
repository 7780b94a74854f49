import type { CheckOptions } from './run-rules.ts';
import { excerpt } from './excerpt.ts';
import type { Profile, RuleMeta, Severity } from './rule.ts';
import { nearest } from './syntax/suggest.ts';

/** What a `.belay.yaml` says, once it has been read. */
export interface Config {
  /** Severity of a rule, or `off`. An opt-in rule that is named with a severity runs. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  /** Images that FROM may name: `alpine:3.24`, `ghcr.io/acme/*`. */
  readonly base?: readonly string[];
  readonly profile?: Profile;
  /** Files that this one builds on, relative to it; later ones win, and this file wins over all. */
  readonly extends?: readonly string[];
}

const SEVERITIES: readonly string[] = ['error', 'warning', 'info', 'off'];
const PROFILES: readonly string[] = ['app', 'base', 'lesson', 'buildkit'];
const FIELDS: readonly string[] = ['rules', 'base', 'profile', 'extends', '$schema'];

/**
 * Reads parsed YAML or JSON. Problems are whole sentences that name the field and the nearest right name; a config with
 * problems must not be used.
 * @param ruleIds ids of all rules that it may name
 */
export function readConfig(
  data: unknown,
  ruleIds: readonly string[],
): { readonly config: Config; readonly problems: readonly string[] } {
  if (data === null || data === undefined) return { config: {}, problems: [] };
  if (!isRecord(data))
    return { config: {}, problems: ['The file must hold fields such as `rules:`, not a list or a single value.'] };
  const problems = Object.keys(data)
    .filter((key) => !FIELDS.includes(key))
    .map((key) => `There is no field \`${excerpt(key)}\`${didYouMean(key, FIELDS)}`);
  const rules = readRules(data['rules'], ruleIds, problems);
  const base = readNames(data['base'], 'base', problems);
  const extended = readNames(data['extends'], 'extends', problems);
  const profile = data['profile'];
  if (profile !== undefined && !(typeof profile === 'string' && PROFILES.includes(profile))) {
    problems.push(
      `\`profile\` must be one of ${PROFILES.join(', ')}, not \`${show(profile)}\`${didYouMean(show(profile), PROFILES)}`,
    );
  }
  return {
    config: {
      ...(rules === undefined ? {} : { rules }),
      ...(base === undefined ? {} : { base }),
      ...(extended === undefined ? {} : { extends: extended }),
      ...(profile === undefined ? {} : { profile: profile as Profile }),
    },
    problems,
  };
}

/** One config over another: its rules and lists win. */
export function mergeConfigs(under: Config, over: Config): Config {
  return { ...under, ...over, rules: { ...under.rules, ...over.rules } };
}

/** The options of `check` that a config stands for. */
export function checkOptionsOf({ rules = {}, base, profile }: Config): CheckOptions {
  const entries = Object.entries(rules);
  return {
    off: entries.flatMap(([id, severity]) => (severity === 'off' ? [id] : [])),
    severities: Object.fromEntries(
      entries.flatMap(([id, severity]) => (severity === 'off' ? [] : [[id, severity] as const])),
    ),
    allowedBases: base,
    profile,
  };
}

/** JSON Schema (draft 2020-12) of a `.belay.yaml`, for editors, with all rules that it may name. */
export function configSchema(known: readonly RuleMeta[]): unknown {
  const rules = known.map(({ id, title }) => [id, { description: title, enum: SEVERITIES }]);
  const names = { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Configuration of belay (.belay.yaml)',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      rules: {
        description: 'Severity of single rules, or off.',
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(rules) as unknown,
      },
      base: { description: 'Images that FROM may name; a * at the end stands for anything.', ...names },
      profile: {
        description:
          'app: what you deploy (default); base: images that others build on; buildkit: app, and what BuildKit checks of style.',
        enum: PROFILES,
      },
      extends: { description: 'Configurations that this one builds on, relative to this file.', ...names },
    },
  };
}

function readRules(data: unknown, ruleIds: readonly string[], problems: string[]): Config['rules'] {
  if (data === undefined || data === null) return undefined;
  if (!isRecord(data)) {
    problems.push('`rules` must map ids to a severity or `off`: `apk-no-cache: error`.');
    return undefined;
  }
  const rules: Record<string, Severity | 'off'> = {};
  for (const [id, value] of Object.entries(data)) {
    // YAML 1.1 readers turn a bare `off` into false.
    const severity = value === false ? 'off' : value;
    if (!ruleIds.includes(id)) problems.push(`There is no rule \`${excerpt(id)}\`${didYouMean(id, ruleIds)}`);
    else if (typeof severity !== 'string' || !SEVERITIES.includes(severity)) {
      problems.push(
        `\`rules.${id}\` must be one of ${SEVERITIES.join(', ')}, not \`${show(value)}\`${didYouMean(show(value), SEVERITIES)}`,
      );
    } else rules[id] = severity as Severity | 'off';
  }
  return rules;
}

function readNames(data: unknown, field: string, problems: string[]): readonly string[] | undefined {
  if (data === undefined || data === null) return undefined;
  const list: readonly unknown[] = Array.isArray(data) ? data : [data];
  const names = list.filter((each): each is string => typeof each === 'string' && each !== '');
  if (names.length !== list.length) problems.push(`\`${field}\` must be a name or a list of names.`);
  return names;
}

/** Whether a value of an unknown kind has fields that can be looked at: an object, and no list. */
export function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/** The end of a sentence, with the nearest name as a question behind it. */
function didYouMean(name: string, names: readonly string[]): string {
  const close = nearest(name, names);
  return close === undefined ? '.' : `. Did you mean \`${close}\`?`;
}

function show(value: unknown): string {
  return excerpt(typeof value === 'string' ? value : JSON.stringify(value));
}
