/** The command `npm run record`. Exit code 0: recorded; 1: a session went otherwise than expected; 2: cannot record. */
import { Docker } from './docker.ts';
import { RecorderError, SessionFailed } from './fail.ts';
import { readLessonFolder, recordableLessons } from './lesson-folder.ts';
import { parseOptions, USAGE, type Target } from './options.ts';
import { recordState } from './record-state.ts';

async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  const targets: readonly Target[] = options.all
    ? recordableLessons(options.content).map((lesson) => ({ lesson, state: undefined }))
    : options.targets;
  if (targets.length === 0)
    throw new RecorderError(`No lesson in ${options.content} has a session.yaml, so there is nothing to record.`);
  const docker = new Docker(options.docker);
  let failed = 0;
  for (const target of targets) {
    const lesson = readLessonFolder(options.content, target.lesson);
    const states = lesson.states.filter(({ name }) => target.state === undefined || name === target.state);
    if (states.length === 0) {
      throw new RecorderError(
        `The lesson ${lesson.slug} has no state "${target.state ?? ''}". It has: ${lesson.states.map(({ name }) => name).join(', ')}.`,
      );
    }
    for (const state of states) {
      try {
        const { cast, commands, image } = await recordState(docker, lesson, state, options);
        const size = image === undefined ? 'no image' : `${(image.bytes / 1e6).toFixed(2)} MB`;
        console.log(
          `${lesson.slug}/${state.name}: ${cast.durationSeconds.toFixed(1)} s, exit codes ${commands.map(({ exitCode }) => exitCode).join(' ')}, ${size}`,
        );
      } catch (cause) {
        if (!(cause instanceof SessionFailed)) throw cause;
        failed++;
        console.error(`${lesson.slug}/${state.name}: not recorded. ${cause.message}`);
      }
    }
  }
  return failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (cause) {
  if (!(cause instanceof RecorderError)) throw cause;
  console.error(cause.message);
  process.exitCode = 2;
}
