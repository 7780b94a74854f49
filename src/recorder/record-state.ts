import { mkdir, writeFile } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import {
  recordingSchema,
  type RecordedCommand,
  type RecordedImage,
  type Recording,
} from '../lessons/recordings/recording.ts';
import { stateSession } from '../lessons/recordings/recording-script.ts';
import type { LessonStateFiles } from '../lessons/content/lesson-states.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { describeMirror } from './apk-mirror.ts';
import { prepareBase, type PreparedBase } from './bases.ts';
import { castDuration, castText } from './cast.ts';
import { forgetEarlier, removeImage } from './clean-start.ts';
import { callKind, commandThatRan, type DockerCall } from './docker-command.ts';
import { dockerVersions, type Docker } from './docker.ts';
import { RecorderError, SessionFailed } from './fail.ts';
import { hashContext, hashSession, hashText } from './hash.ts';
import type { LessonFile, LessonFolder } from './lesson-folder.ts';
import { findMachineName } from './machine-names.ts';
import { measureImage } from './measure-image.ts';
import type { Options } from './options.ts';
import { findBase, namedImages } from './rewrite.ts';
import { COLUMNS, ROWS, runInTerminal, type TypedCommand } from './terminal.ts';
import { withTemporaryFolder } from './temporary.ts';
import { isDockerfile, makeWorkspace, REWRITTEN } from './workspace.ts';

type State = LessonStateFiles<LessonFile>;

/**
 * Records one state and writes `recordings/<state>.cast` and `.json` into the lesson's folder.
 * @throws RecorderError when something that it needs is missing.
 * @throws SessionFailed when the session goes otherwise than `session.yaml` says; nothing is written then.
 */
export async function recordState(
  docker: Docker,
  lesson: LessonFolder,
  state: State,
  options: Options,
): Promise<Recording> {
  const dockerfile = state.files.get('Dockerfile');
  if (dockerfile === undefined) throw new RecorderError(`${lesson.slug}/${state.name} has no Dockerfile.`);
  const session = stateSession(lesson.session, state.name);
  const versions = await dockerVersions(docker);
  const bases = await prepareBases(docker, state, options);
  const repositories = bases.find((base) => base.repositories !== undefined)?.repositories;
  const apkSource = repositories === undefined ? undefined : await describeMirror(repositories, versions.architecture);
  await forgetEarlier(docker, dockerfilesOf(state), session);
  const recordedAt = new Date();

  return withTemporaryFolder(async (folder) => {
    const workspace = await makeWorkspace({
      folder,
      name: lesson.slug,
      files: state.files,
      bases: new Map(bases.map((base) => [base.recorded.asked, base.buildFrom])),
      client: docker.client,
      buildNetwork: options.buildNetwork,
    });
    const calls: DockerCall[][] = [];
    let image: RecordedImage | undefined;
    const { events, commands } = await runInTerminal(session.commands, {
      folder: workspace.context,
      setupFile: workspace.setupFile,
      env: workspace.env,
      afterCommand: async (exitCode) => {
        const made = (await workspace.calls()).slice(calls.flat().length);
        calls.push(made);
        // The first image is that of the files in the repository; a session may change them afterwards.
        refuseHiddenFailure(made, exitCode);
        image ??= await measureImage(docker, session.image, made, (path) => textOf(state, path));
      },
    });
    const cast = castText(
      {
        title: `${lesson.slug} / ${state.name}`,
        columns: COLUMNS,
        rows: ROWS,
        timestamp: Math.floor(recordedAt.getTime() / 1000),
      },
      events,
    );
    const recording: Recording = recordingSchema.parse({
      version: 1,
      lesson: lesson.slug,
      state: state.name,
      note: session.note,
      recordedAt: recordedAt.toISOString(),
      dockerfile: { sha256: hashText(dockerfile.bytes) },
      context: {
        sha256: hashContext(new Map([...state.files].map(([path, { bytes }]) => [path, bytes]))),
        files: [...state.files.keys()],
      },
      session: { sha256: hashSession(session) },
      cast: {
        file: `${state.name}.cast`,
        sha256: hashText(cast),
        durationSeconds: castDuration(events),
        columns: COLUMNS,
        rows: ROWS,
      },
      commands: commands.map((command, index) => recordedCommand(command, calls[index] ?? [], folder)),
      image,
      bases: bases.map((base) => base.recorded),
      apkSource,
      tools: {
        docker: versions.docker,
        buildkit: versions.buildkit,
        kernel: versions.kernel,
        recorder: `${packageJson.name} ${packageJson.version}`,
      },
      architecture: versions.architecture,
    });
    await write(lesson, state, cast, recording, [folder, homedir(), hostname(), process.cwd()]);
    await removeImage(docker, session.image);
    return recording;
  });
}

async function prepareBases(docker: Docker, state: State, options: Options): Promise<PreparedBase[]> {
  const packages = options.apkMirror === undefined ? undefined : { mirror: options.apkMirror };
  const asked = new Set(dockerfilesOf(state).flatMap(namedImages));
  const bases: PreparedBase[] = [];
  for (const image of asked) {
    bases.push(await prepareBase(docker, image, findBase(image, options.bases), packages));
  }
  return bases;
}

function dockerfilesOf(state: State): string[] {
  return [...state.files.keys()].filter(isDockerfile).map((path) => textOf(state, path) ?? '');
}

function textOf(state: State, path: string): string | undefined {
  const file = state.files.get(path);
  return file && Buffer.from(file.bytes).toString('utf8');
}

/** A pipe or a `;` behind a build hides its failure; such a recording would teach something false. */
function refuseHiddenFailure(calls: readonly DockerCall[], exitCode: number): void {
  const failed = calls.find((call) => callKind(call.typed) === 'build' && call.exitCode !== 0);
  if (failed === undefined || exitCode !== 0) return;
  throw new SessionFailed(
    `"docker ${failed.typed.join(' ')}" failed with exit code ${failed.exitCode}, but the command line that holds it ended with 0.`,
  );
}

function recordedCommand(typed: TypedCommand, calls: readonly DockerCall[], folder: string): RecordedCommand {
  const kinds = calls.map(({ typed: args }) => callKind(args));
  return {
    ...typed,
    startsAt: Number(typed.startsAt.toFixed(6)),
    ran: commandThatRan(typed.command, calls).replaceAll(`${folder}/${REWRITTEN}`, REWRITTEN),
    kind: kinds.find((kind) => kind !== 'other') ?? 'other',
  };
}

async function write(
  lesson: LessonFolder,
  state: State,
  cast: string,
  recording: Recording,
  names: readonly string[],
): Promise<void> {
  const json = `${JSON.stringify(recording, null, 2)}\n`;
  const name = findMachineName(cast + json, names);
  if (name !== undefined) {
    throw new SessionFailed(
      `The recording of ${lesson.slug}/${state.name} shows "${name}", which tells of this machine. Change the command that prints it.`,
    );
  }
  const folder = join(lesson.folder, 'recordings');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${state.name}.cast`), cast);
  await writeFile(join(folder, `${state.name}.json`), json);
}
