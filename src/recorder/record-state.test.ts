import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { stateSession } from '../lessons/recordings/recording-script.ts';
import { problemText, readTimeline } from '../player/index.ts';
import { Docker } from './docker.ts';
import { readLessonFolder } from './lesson-folder.ts';
import { parseOptions } from './options.ts';
import { recordState } from './record-state.ts';
import { staleReasons } from './stale.ts';

/** A whole recording in a real shell and terminal, with a program in the place of Docker that says what Docker would. */

const timeout = 120_000;
const id = `sha256:${'a'.repeat(64)}`;
const layers = [
  { CreatedBy: 'RUN /bin/sh -c apk add git # buildkit', Size: '2000' },
  { CreatedBy: 'ADD rootfs /', Size: '7000' },
];

/** Notes every call; an image is there once it was built. */
const fakeDocker = (folder: string): string => `#!/bin/sh
echo "$*" >> '${folder}/calls'
case "$*" in
  version*) echo '{"Version":"20.10.1","Os":"linux","Arch":"amd64","KernelVersion":"6.1.9-cloud"}' ;;
  'buildx inspect') echo 'BuildKit: v0.9.0' ;;
  'image inspect alpine:3.24') echo '[{"Id":"${id}","Size":7000,"Config":{"Labels":null},"RepoDigests":[]}]' ;;
  'image inspect it') [ -e '${folder}/built' ] && echo '[{"Id":"${id}","Size":9000,"Config":{"Labels":null},"RepoDigests":[]}]' ;;
  *alpine-release) echo 3.24.1 ;;
  *debian_version) exit 1 ;;
  history*) printf '%s\\n' ${layers.map((layer) => `'${JSON.stringify(layer)}'`).join(' ')} ;;
  'image rm'*) rm -f '${folder}/built' ;;
  *build*broken*) echo 'ERROR: no such file' >&2; exit 1 ;;
  *build*) echo '#1 [1/2] FROM alpine:3.24'; echo '#2 [2/2] RUN apk add git'; touch '${folder}/built' ;;
  'run --rm it') echo hello; exit 3 ;;
esac
`;

/** A folder of its own with a lesson and that program: the tests type at the same time, as fast as a person does. */
class Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'recorded-'));

  constructor(onEnd: (clean: () => void) => void) {
    onEnd(() => rmSync(this.folder, { recursive: true, force: true }));
    this.write('docker', fakeDocker(this.folder));
    chmodSync(join(this.folder, 'docker'), 0o755);
    this.write('content/lessons/one/starter/Dockerfile', 'FROM alpine:3.24\nRUN apk add git\n');
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  async record(...commands: string[]) {
    this.write(
      'content/lessons/one/session.yaml',
      `image: it\ncommands:\n${commands.map((each) => `  - ${each}\n`).join('')}`,
    );
    const lesson = readLessonFolder(join(this.folder, 'content'), 'one');
    const [state] = lesson.states;
    if (state === undefined) throw new Error('The lesson has no state.');
    const docker = new Docker(join(this.folder, 'docker'));
    const recording = await recordState(docker, lesson, state, parseOptions(['one']));
    return { recording, lesson, state };
  }

  read(name: string): string {
    return readFileSync(join(this.folder, 'content/lessons/one/recordings', name), 'utf8');
  }

  calls(): string[] {
    return readFileSync(join(this.folder, 'calls'), 'utf8').trim().split('\n');
  }
}

test.concurrent(
  'a recording says what ran, what came of it and where it came from, and can be replayed',
  async ({ onTestFinished }) => {
    const place = new Place(onTestFinished);
    const { recording, lesson, state } = await place.record(
      'docker build -t it .',
      '{ run: docker run --rm it, exit: 3 }',
    );
    expect(JSON.parse(place.read('starter.json'))).toEqual(JSON.parse(JSON.stringify(recording)));
    expect(recording.commands).toMatchObject([
      { command: 'docker build -t it .', kind: 'build', exitCode: 0 },
      { command: 'docker run --rm it', ran: 'docker run --rm it', kind: 'run', exitCode: 3 },
    ]);
    expect(recording.commands[0]?.ran).toBe('docker build --progress=plain --no-cache -t it .');
    expect(recording.image).toEqual({
      name: 'it',
      id,
      bytes: 9000,
      layers: [
        { createdBy: 'ADD rootfs /', bytes: 7000, fromBase: true },
        {
          createdBy: 'RUN /bin/sh -c apk add git # buildkit',
          bytes: 2000,
          fromBase: false,
          instruction: 'RUN apk add git',
          line: 2,
        },
      ],
    });
    expect(recording.bases).toMatchObject([{ asked: 'alpine:3.24', used: 'alpine:3.24', release: 'Alpine 3.24.1' }]);
    expect(recording.tools).toMatchObject({ docker: '20.10.1', buildkit: 'v0.9.0', kernel: '6.1.9' });

    const cast = place.read('starter.cast');
    const files = new Map([...state.files].map(([path, { bytes }]) => [path, bytes]));
    expect(staleReasons(files, stateSession(lesson.session, 'starter'), recording, cast)).toEqual([]);
    const timeline = readTimeline(cast, recording.commands);
    if (!timeline.ok) throw new Error(problemText(timeline.problem));
    expect(timeline.value.steps.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['docker build -t it .', 'docker run --rm it']),
    );
    expect(cast).toContain('hello');
    // What the session left behind is gone, and nothing of an earlier one was there when it began.
    expect(existsSync(join(place.folder, 'built'))).toBe(false);
    expect(place.calls().findIndex((call) => call.startsWith('image rm'))).toBeLessThan(
      place.calls().findIndex((call) => call.startsWith('build ')),
    );
  },
  timeout,
);

test.concurrent.for<[what: string, commands: string[], why: string]>([
  ['a command that ends otherwise', ['docker run --rm it'], '"docker run --rm it" ended with exit code 3'],
  [
    'a failure that the shell hides',
    ['docker build -t broken . || true'],
    'the command line that holds it ended with 0',
  ],
  ['the folder of this machine', ['echo $HOME'], 'which tells of this machine'],
])('nothing is written after %s', { timeout }, async ([_, commands, why], { onTestFinished }) => {
  const place = new Place(onTestFinished);
  const failure = await place.record(...commands).catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: 'SessionFailed', message: expect.stringContaining(why) as string });
  expect(existsSync(join(place.folder, 'content/lessons/one/recordings'))).toBe(false);
});

test.concurrent(
  'a base that Docker neither has nor can pull is refused before anything is typed',
  async ({ onTestFinished }) => {
    const place = new Place(onTestFinished);
    place.write('content/lessons/one/starter/Dockerfile', 'FROM alpine:3.23\n');
    place.write(
      'docker',
      fakeDocker(place.folder).replace('case "$*" in', 'case "$*" in\n  pull*|*alpine:3.23) exit 1 ;;'),
    );
    await expect(place.record('docker build -t it .')).rejects.toThrow('--base alpine:3.23=TARBALL');
    expect(place.calls().some((call) => call.startsWith('build '))).toBe(false);
  },
  timeout,
);
