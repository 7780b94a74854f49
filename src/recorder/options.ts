import { parseArgs } from 'node:util';
import { isOnThisMachine } from './apk-mirror.ts';
import { RecorderError } from './fail.ts';
import { withoutEnd } from '../checker/index.ts';

export const USAGE = `\
npm run record -- <lesson>[/<state>]... [options]

Runs a lesson's commands in a real terminal with a real Docker and writes recordings/<state>.cast and .json.
A state is starter, solution or the name of a folder in variants/. Images and containers of the names that a session
uses are removed; a session that builds twice empties Docker's build cache first.

  --all                      every state of every lesson that has a session.yaml
  --base FROM=SOURCE         build from SOURCE where a Dockerfile says FROM; SOURCE is the tarball of a root file
                             system, imported under its own true tag, or an image that Docker has (repeatable)
  --apk-mirror URL           take Alpine packages from URL in place of the repository in the base; signatures
                             are checked as ever
  --build-network NETWORK    --network of docker build (host, when the mirror is on this machine)
  --docker PATH              the docker client to run (default: docker)
  --content DIR              where lessons/ stands (default: content)
  --help                     this text
`;

export interface Target {
  readonly lesson: string;
  /** Undefined: all states of the lesson. */
  readonly state: string | undefined;
}

export interface Options {
  /** Empty with `all`. */
  readonly targets: readonly Target[];
  readonly all: boolean;
  readonly help: boolean;
  /** Tarball or image by the image it stands in for. */
  readonly bases: ReadonlyMap<string, string>;
  /** Without a slash at the end. */
  readonly apkMirror: string | undefined;
  readonly buildNetwork: string | undefined;
  readonly docker: string;
  readonly content: string;
}

/**
 * Reads the command line.
 * @throws RecorderError when an option is unknown or not as it should be.
 */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parsed(args);
  const help = values.help ?? false;
  const all = values.all ?? false;
  if (!help && !all && positionals.length === 0) {
    throw new RecorderError(
      'Nothing to record. Name a lesson, for example "npm run record -- timezones", or say --all.',
    );
  }
  if (all && positionals.length > 0) throw new RecorderError('Give either lessons or --all, not both.');
  const apkMirror = values['apk-mirror'] === undefined ? undefined : withoutEnd(values['apk-mirror'], '/');
  if (apkMirror !== undefined && !/^https?:\/\/[^/]/.test(apkMirror)) {
    throw new RecorderError(
      `--apk-mirror takes the address of a mirror, such as http://127.0.0.1:8080, not "${apkMirror}".`,
    );
  }
  return {
    targets: positionals.map(target),
    all,
    help,
    bases: new Map((values.base ?? []).map(base)),
    apkMirror,
    buildNetwork:
      values['build-network'] ?? (apkMirror !== undefined && isOnThisMachine(apkMirror) ? 'host' : undefined),
    docker: values.docker ?? 'docker',
    content: values.content ?? 'content',
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        all: { type: 'boolean' },
        base: { type: 'string', multiple: true },
        'apk-mirror': { type: 'string' },
        'build-network': { type: 'string' },
        docker: { type: 'string' },
        content: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    throw new RecorderError(`${cause instanceof Error ? cause.message : String(cause)} See npm run record -- --help.`, {
      cause,
    });
  }
}

function target(text: string): Target {
  const [lesson = '', state, ...rest] = text.replace(/\/$/, '').split('/');
  if (lesson === '' || state === '' || rest.length > 0) {
    throw new RecorderError(
      `"${text}" names no lesson. Write <lesson> or <lesson>/<state>, for example timezones/starter.`,
    );
  }
  return { lesson, state };
}

function base(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) {
    throw new RecorderError(`--base takes FROM=SOURCE, for example alpine:3.24=rootfs.tar.gz, not "${text}".`);
  }
  return [text.slice(0, at), text.slice(at + 1)];
}
