import type { Recording } from '../lessons/recordings/recording.ts';
import type { StateSession } from '../lessons/recordings/recording-script.ts';
import { hashContext, hashSession, hashText } from './hash.ts';
import { outline, targetInstructions, type Outline } from './outline.ts';
import { isDockerfile } from './workspace.ts';

/**
 * Says why a recording no longer belongs to its state: one sentence for each reason, none when it is fresh.
 * @param files the state's whole build context.
 */
export function staleReasons(
  files: ReadonlyMap<string, Uint8Array>,
  session: StateSession,
  recording: Recording,
  cast: string,
): string[] {
  const reasons: string[] = [];
  const { context, dockerfile } = recording;
  if (hashText(files.get('Dockerfile') ?? '') !== dockerfile.sha256) reasons.push('The Dockerfile has changed.');
  else if (hashContext(files) !== context.sha256) reasons.push('A file of the build context has changed.');
  if (hashSession(session) !== recording.session.sha256) reasons.push('The commands in session.yaml have changed.');
  if (hashText(cast) !== recording.cast.sha256)
    reasons.push(`${recording.cast.file} is not the file that was recorded.`);
  const outlines = [...files]
    .filter(([path]) => isDockerfile(path))
    .map(([, bytes]) => outline(Buffer.from(bytes).toString('utf8')));
  for (const step of recordedSteps(cast)) {
    if (!outlines.some((file) => hasStep(file, step)))
      reasons.push(`The recording shows "${step}", which no Dockerfile has.`);
  }
  return reasons;
}

/** What BuildKit named as steps, without their numbers: `RUN apk add --no-cache git`. */
function recordedSteps(cast: string): string[] {
  return cast
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as [number, string, string])
    .filter(([, kind]) => kind === 'm')
    .flatMap(([, , label]) => /^\[(?:[^\]]+ )?\d+\/\d+\] (.+)$/s.exec(label)?.[1] ?? []);
}

/** BuildKit fills in variables outside of RUN, and shortens heredocs: there the keyword must do. */
function hasStep(file: Outline, step: string): boolean {
  const keyword = step.split(' ')[0]?.toUpperCase();
  if (keyword === 'FROM') return file.stages.length > 0;
  return file.stages
    .flatMap((_, index) => targetInstructions(file, String(index)))
    .some((instruction) => {
      if (instruction.keyword !== keyword) return false;
      const loose = instruction.text.includes('<<') || (keyword !== 'RUN' && instruction.text.includes('$'));
      return loose || plain(instruction.text) === plain(step);
    });
}

/** One line without continuations, comments and doubled spaces. */
function plain(text: string): string {
  return text
    .replace(/\r/g, '')
    .replace(/^[ \t]*#.*\n/gm, '')
    .replace(/[\\`][ \t]*\n/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\w+/, (keyword) => keyword.toUpperCase());
}
