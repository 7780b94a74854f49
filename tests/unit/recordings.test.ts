import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { recordingSchema } from '../../src/lessons/recordings/recording.ts';
import { stateSession } from '../../src/lessons/recordings/recording-script.ts';
import { problemText, readTimeline } from '../../src/player/index.ts';
import { readLessonFolder, recordableLessons } from '../../src/recorder/lesson-folder.ts';
import { staleReasons } from '../../src/recorder/stale.ts';
import { root } from '../../scripts/root.ts';

const content = join(root, 'content');

/** A recording belongs to the files that stand beside it now, or it is recorded again. */
describe.each(recordableLessons(content))('recordings of %s', (slug) => {
  const lesson = readLessonFolder(content, slug);
  const folder = join(lesson.folder, 'recordings');
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const states = [...new Set(names.map((name) => name.replace(/\.(?:cast|json)$/, '')))];

  test('come in pairs, one for a state that the lesson has', () => {
    expect(names).toEqual(states.flatMap((state) => [`${state}.cast`, `${state}.json`]));
    expect(states.filter((name) => !lesson.states.some((state) => state.name === name))).toEqual([]);
  });

  test.each(states)('%s is fresh and can be replayed', (name) => {
    const cast = readFileSync(join(folder, `${name}.cast`), 'utf8');
    const recording = recordingSchema.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));
    const state = lesson.states.find((each) => each.name === name);
    const files = new Map([...(state?.files ?? [])].map(([path, { bytes }]) => [path, bytes]));

    expect([recording.lesson, recording.state, recording.cast.file]).toEqual([slug, name, `${name}.cast`]);
    expect(staleReasons(files, stateSession(lesson.session, name), recording, cast)).toEqual([]);

    const timeline = readTimeline(cast, recording.commands);
    if (!timeline.ok) throw new Error(problemText(timeline.problem));
    expect(timeline.value.duration).toBeCloseTo(recording.cast.durationSeconds, 0);
    const typed = timeline.value.steps.filter(({ kind }) => kind === 'command').map(({ label }) => label);
    expect(typed).toEqual(recording.commands.map(({ command }) => command));
  });

  test.each(states)('%s names no place or person of the machine that recorded it', (name) => {
    const text = names
      .filter((file) => file.startsWith(`${name}.`))
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n');
    expect(text).not.toMatch(/\/home\/\w+|\/Users\/\w+|\/tmp\/belay|registry\.npmjs|deb\.debian/);
  });

  test.each(states)('%s has layers that add up to the image', (name) => {
    const { image } = recordingSchema.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));
    if (image === undefined) return;
    const sum = image.layers.reduce((bytes, layer) => bytes + layer.bytes, 0);
    // Docker rounds what `history` prints, and counts nothing for metadata.
    expect(Math.abs(sum - image.bytes)).toBeLessThan(Math.max(50_000, image.bytes * 0.02));
  });
});
