import * as texts from '../../../i18n/en/picture.ts';
import type { Picture, PictureProgram, PictureStart } from '../../../lessons/picture/picture.ts';
import { h, SAID, type Shape, words } from '../shape.ts';
import { box, mark } from './parts.ts';

/** What the kernel and the loader look for before the program runs, one behind the other. */
export function loaderView({ start }: Picture): Shape[] {
  if (start === undefined) return [h('p', { class: 'ip-note' }, texts.nothingStarts)];
  if (start.programs.length === 0) return [h('p', { class: 'ip-note' }, texts.noCommand)];
  return [...start.programs.map((program) => chain(program, start)), outcome(start)];
}

function chain({ kind, needs, path, state }: PictureProgram, { lines }: PictureStart): Shape {
  const loader = needs.find(({ is }) => is === 'loader');
  const libraries = needs.filter(({ is }) => is === 'library');
  const isScript = kind === 'script';
  const worst = ['missing', 'unknown', 'there'].find((each) => libraries.some((library) => library.state === each));
  return h(
    'ol',
    { class: 'ip-chain', role: 'list' },
    box(
      texts.program,
      { state, lines, name: path },
      h('small', {}, state === 'there' ? texts.kindsOfProgram[kind ?? 'unknown'] : texts.states[state]),
    ),
    loader &&
      box(isScript ? texts.interpreter : texts.loader, { state: loader.state }, mark(loader.state, loader.name)),
    // Libraries are looked for by the loader, when there is one.
    (libraries.length > 0 || loader?.state === 'there') &&
      !isScript &&
      box(
        texts.libraries,
        { state: worst ?? loader?.state },
        ...(libraries.length === 0
          ? [h('small', {}, texts.noLibraries)]
          : libraries.map(({ name, path: at, state: found }) => mark(found, at ?? name))),
      ),
  );
}

/** What it comes to, with the tool's own words. */
export function outcome({ outcome: ends, programs, stop }: PictureStart): Shape {
  const [later, missing] =
    programs
      .map((program) => [program, program.needs.find((need) => need.state === 'missing')] as const)
      .find(([, need]) => need !== undefined) ?? [];
  if (ends === 'starts' && later !== undefined && missing !== undefined)
    return h('p', { class: 'ip-stop' }, words(texts.failsLater(later.path, SAID), missing.name));
  if (ends === 'starts') return h('p', { class: 'ip-sum', 'data-kind': 'good' }, texts.starts);
  if (ends === 'unknown' || stop === undefined)
    return h(
      'p',
      { class: 'ip-sum' },
      texts.startOpen,
      ...(stop === undefined ? [] : [' ', h('code', {}, stop.prints)]),
    );
  const isLoader = programs.some(
    ({ kind, needs, state }) =>
      kind !== 'script' && state === 'there' && needs.some((need) => need.is === 'loader' && need.state === 'missing'),
  );
  return h(
    'p',
    { class: 'ip-stop' },
    words(texts.startFails(SAID, stop.exit), stop.prints),
    isLoader && /no such file/i.test(stop.prints) && h('span', { class: 'ip-note' }, texts.loaderMissing),
  );
}
