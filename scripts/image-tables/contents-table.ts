import { contextOf, forecast } from '../../src/checker/index.ts';
import { commitOf, show } from './clone.ts';
import { type Contents, readContents, withBase } from './contents.ts';
import { type Entry, readEntries } from './tables.ts';
import { checkBy, comment, entry, text, wrapped } from './written.ts';

/** Images whose Dockerfiles on Alpine are read. */
const READ = 'golang haproxy httpd nginx node php postgres python ruby rust wordpress'.split(' ');
/** Variants that a tag names and that hold something else. */
const OTHER_VARIANT = /-slim$|perl|otel|dev|rc|beta|alpha|nightly/;

/** Packages that rules ask about: tools of GNU, shells, locales. */
const TOOLS = new Set(
  'bash coreutils diffutils findutils gawk gcc grep gzip less musl-locales patch procps sed shadow tar unzip wget xz'.split(
    ' ',
  ),
);

/** The table of what official images on Alpine hold, from their Dockerfiles. */
export function contentsTable(images: string, clones: ReadonlyMap<string, string>): string[] {
  const origins = new Set<string>();
  const read = new Map<string, readonly Contents[]>();
  /** Accounts of the variants on other distributions. */
  const elsewhere = new Map<string, readonly string[]>();
  for (const image of READ) {
    const { repository, entries } = readEntries(show(images, `library/${image}`) ?? '');
    const clone = clones.get(repository);
    if (clone === undefined) throw new Error(`Say where ${repository} is.`);
    const { hash, date } = commitOf(clone);
    origins.add(`${repository} ${hash} of ${date}`);
    const contents = foldersOf(entries, (words) => words.includes('alpine')).flatMap((folder) => {
      const own = contentsOf(show(clone, `${folder}/Dockerfile`));
      // Another image of the same name is a part of this one; one of another name was read before.
      const below = (from: string): Contents | undefined =>
        from.startsWith(`${image}:`)
          ? contentsOf(show(clone, `${folder}-slim/Dockerfile`))
          : read.get(from.split(':')[0] ?? '')?.[0];
      return own === undefined ? [] : withBase(own, below);
    });
    if (contents.length === 0) throw new Error(`No Dockerfile of ${image} is there.`);
    read.set(image, contents);
    const others = foldersOf(entries, (words) => !/alpine|windows/.test(words));
    elsewhere.set(
      image,
      others.flatMap((folder) => contentsOf(show(clone, `${folder}/Dockerfile`))?.accounts ?? []),
    );
  }
  const all = [...read].map(([image, contents]) => {
    const accounts = [...new Set([...contents.flatMap((each) => each.accounts), ...(elsewhere.get(image) ?? [])])];
    const packages = [...new Set(contents.flatMap((each) => each.packages))].sort();
    return {
      accounts: entry(image, accounts),
      // A variant may start as another user: only what all say.
      starts: contents.every(({ starts }) => starts !== undefined) ? [`${image}=${contents[0]?.starts ?? ''}`] : [],
      packages: entry(
        image,
        packages.filter((name) => contents.every((each) => each.packages.includes(name))),
      ),
      tools: entry(
        image,
        packages.filter((name) => TOOLS.has(name)),
      ),
    };
  });
  const source = [...origins].join(', ');
  const imagesAt = commitOf(images);
  const now = (path: string): readonly string[] => namesIn(path, '3.20');
  const before = (path: string): readonly string[] => namesIn(path, '3.19').filter((name) => !now(path).includes(name));
  return [
    ...comment(
      'Names in /etc/passwd and /etc/group of Alpine, and those that branches before 3.20 had besides.',
      'the root file systems of 3.20.3 and 3.19.4, by way of the tables of `npm run base-paths`',
    ),
    ...text('BASE_USERS', wrapped(now('/etc/passwd'))),
    ...text('BASE_GROUPS', wrapped(now('/etc/group'))),
    ...text('OLDER_USERS', wrapped(before('/etc/passwd'))),
    ...text('OLDER_GROUPS', wrapped(before('/etc/group'))),
    ...comment(
      'Users, and groups of other names, that official images make, on Alpine and elsewhere; the first is for their program.',
      source,
    ),
    ...text('IMAGE_ACCOUNTS', wrapped(all.map(({ accounts }) => accounts))),
    '/** Those that start as another user than root. */',
    ...text('IMAGE_STARTS', wrapped(all.flatMap(({ starts }) => starts))),
    '/** Packages that stay in all of their variants that were being built. */',
    ...text('IMAGE_PACKAGES', wrapped(all.map(({ packages }) => packages))),
    '/** Tools of GNU, shells and locales that stay in one of them. */',
    ...text('IMAGE_TOOLS', wrapped(all.map(({ tools }) => tools))),
    ...checkBy('IMAGE_CONTENTS', imagesAt.date),
  ];
}

/** The names in a file of accounts of Alpine's image: the forecast has its text from the root file system. */
function namesIn(path: string, branch: string): readonly string[] {
  const [stage] = forecast(`FROM alpine:${branch}\n`, { context: contextOf({}) }).stages;
  return (stage?.files.stat(path).text ?? '').split('\n').flatMap((line) => line.split(':')[0] || []);
}

/** Folders of the variants whose tags and folder are asked for. */
function foldersOf(entries: readonly Entry[], isWanted: (words: string) => boolean): readonly string[] {
  const folders = entries.flatMap(({ tags, directory }) =>
    isWanted([...tags, directory].join(' ')) && !tags.every((tag) => OTHER_VARIANT.test(tag)) ? directory : [],
  );
  return [...new Set(folders)];
}

function contentsOf(dockerfile: string | undefined): Contents | undefined {
  return dockerfile === undefined ? undefined : readContents(dockerfile);
}
