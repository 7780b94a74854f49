import { type Found, type Judged, MET, notYet, unknown, unmet } from './finding.ts';

/** What musl translates by a catalogue that it looks for: names of days and months, and its messages. */
const CATEGORIES = ['LC_TIME', 'LC_MESSAGES'] as const;

/** Longer names musl takes for C.UTF-8 (musl, src/locale/locale_map.c, LOCALE_NAME_MAX). */
const longest = 23;

/**
 * Whether the program that the job is about gets musl's words from the catalogue that `msgfmt` made of a text of the build
 * context. musl takes the locale's
 * name from LC_ALL, the category, then LANG, and looks for a file of that name in the folders of MUSL_LOCPATH, which has no
 * default (musl, src/locale/locale_map.c; seen with musl 1.2.4).
 */
export function translationFound(catalogue: string, { forecast }: Judged): Found {
  const { run, because, outcome } = forecast.start;
  if (run === undefined) {
    return outcome === 'unknown'
      ? unknown('Which program is started, and with which variables, is not known.', because?.range)
      : notYet('The program whose words count is not started yet.');
  }
  const range = forecast.steps.findLast(({ keyword }) => keyword === 'ENV')?.range;
  const folders = run.env('MUSL_LOCPATH');
  for (const category of CATEGORIES) {
    const [variable, name] = localeOf(category, run.env);
    if (name === undefined) return unknown(`The value of ${variable} is not known.`, range);
    if (/^(?:C|POSIX|C\.UTF-8|)$/.test(name)) {
      const why = name === '' ? 'Nothing names a locale' : `\`${variable}=${name}\` asks for no language`;
      return unmet(`${why}: musl then speaks English.`, range);
    }
    if (name.length > longest || name.includes('/') || name.startsWith('.'))
      return unmet(`\`${variable}=${name}\` is no name that musl looks for.`, range);
    if (folders === undefined) return unknown('The value of MUSL_LOCPATH is not known.', range);
    if (folders === null || folders === '')
      return unmet(`\`${variable}=${name}\` names a locale, and nothing says where musl finds its words.`, range);
    const paths = folders.split(':').map((folder) => `${folder}/${name}`);
    const found = paths
      .map((path) => (path.startsWith('/') ? run.files.stat(path) : ({ kind: 'unknown', path } as const)))
      .find(({ kind, denied }) => kind !== 'absent' && denied !== true);
    if (found === undefined) return unmet(`There is no file \`${paths[0] ?? ''}\` that the program may read.`, range);
    if (found.kind === 'file' && found.made === catalogue) continue;
    const isOpen =
      found.kind === 'unknown' || (found.kind === 'file' && found.made === undefined && found.size === undefined);
    return isOpen
      ? unknown(`Whether \`${found.path}\` is that catalogue is not known.`, range)
      : unmet(`\`${found.path}\` is no catalogue that was made of \`${catalogue}\`.`, range);
  }
  return MET;
}

/** The variable that decides, and what it says: the first that is set and not empty. Undefined: not known. */
function localeOf(
  category: string,
  env: (name: string) => string | null | undefined,
): readonly [variable: string, name: string | undefined] {
  for (const variable of ['LC_ALL', category, 'LANG']) {
    const value = env(variable);
    if (value !== null && value !== '') return [variable, value];
  }
  return ['LANG', ''];
}
