import type { FileFacts, FileView } from '../forecast/types.ts';
import { isPosixForm } from './posix-timezone.ts';

/** Where musl looks for a zone by its name (musl, src/time/__tz.c). */
const FOLDERS = ['/usr/share/zoneinfo', '/share/zoneinfo', '/etc/zoneinfo'];

/** What stands at a path that is looked for, behind all links. */
interface LookedFor extends FileFacts {
  readonly asked: string;
}

/** What musl makes of TZ, and the files that it looks for. */
interface LocalTime {
  /** `rule`: TZ is a rule as POSIX writes it; `file`: it names one; `zone`: it names a zone. */
  readonly by: 'unset' | 'empty' | 'rule' | 'file' | 'zone';
  /** The files in the order in which it looks; the first that may be there is taken. */
  readonly looks: readonly LookedFor[];
  /** What it takes: a file that is there, or of which that is not known. Undefined: none, and so UTC unless TZ is a rule. */
  readonly takes: LookedFor | undefined;
}

/**
 * Where musl gets local time from. It reads TZ, else /etc/localtime; TZ is a rule as POSIX writes it, the path of a file,
 * or the name of a zone whose file lies in one of three folders. Without a file it takes UTC, and says nothing (musl,
 * src/time/__tz.c; seen with musl 1.2.4).
 * @param tz null: not set.
 */
export function localTime(tz: string | null, files: FileView): LocalTime {
  const looksFor = (by: LocalTime['by'], paths: readonly string[]): LocalTime => {
    const looks = paths.map((asked) => ({ ...files.stat(asked), asked }));
    return { by, looks, takes: looks.find(({ kind, denied }) => kind !== 'absent' && denied !== true) };
  };
  if (tz === null) return looksFor('unset', ['/etc/localtime']);
  if (tz === '') return looksFor('empty', []);
  if (isPosixForm(tz)) return looksFor('rule', []);
  const name = tz.replace(/^:/, '');
  if (/^[./]/.test(name)) return looksFor('file', [name]);
  return looksFor(
    'zone',
    FOLDERS.map((folder) => `${folder}/${name}`),
  );
}
