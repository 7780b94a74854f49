import * as texts from '../../../i18n/en/picture.ts';
import type { Picture } from '../../../lessons/picture/picture.ts';
import { h, type Shape, words } from '../shape.ts';
import { linesAttribute } from './parts.ts';
import { outcome } from './loader.ts';

/** The processes at the start, and what becomes of a signal and of a process whose parent has ended. */
export function processesView({ start }: Picture): Shape[] {
  if (start === undefined) return [h('p', { class: 'ip-note' }, texts.nothingStarts)];
  if (start.argv === undefined) return [h('p', { class: 'ip-note' }, texts.noCommand)];
  if (start.outcome === 'fails')
    return [
      h(
        'ul',
        { class: 'ip-tree', role: 'list' },
        processBox(texts.pid(1), start.argv.join(' '), 'missing', start.lines),
      ),
      outcome(start),
    ];
  const { argv, child, init, lines, pid1, signal, stops, user } = start;
  const isReplaced = pid1 !== undefined && pid1 !== argv[0];
  const name = isReplaced
    ? pid1
    : argv.slice(0, child === undefined ? undefined : argv.length - child.length).join(' ');
  const about = init === undefined ? texts.initUnknown : init ? texts.isInit : texts.noInit;
  const orphan = init === undefined ? texts.orphanUnknown : init ? texts.reaped : texts.zombie;
  const first = processBox(
    [texts.pid(1), user && texts.user(user)].filter(Boolean).join(', '),
    name,
    init === true ? 'there' : undefined,
    lines,
    h('small', {}, about),
    isReplaced ? h('small', {}, words(texts.becomes(argv[0] ?? '', pid1))) : undefined,
    h(
      'ul',
      { class: 'ip-tree', role: 'list' },
      child && processBox(texts.child, child.join(' '), undefined, undefined),
      processBox(
        texts.orphan,
        undefined,
        init === undefined ? 'unknown' : init ? 'there' : 'warn',
        undefined,
        h('small', {}, orphan),
      ),
    ),
  );
  const ends = { term: 'there', kill: 'missing', unknown: 'unknown' }[stops];
  return [
    h('ul', { class: 'ip-tree', role: 'list' }, first),
    h(
      'ol',
      { class: 'ip-chain', role: 'list' },
      h('li', { class: 'ip-box' }, h('b', {}, texts.signal(signal))),
      h(
        'li',
        { class: 'ip-box', 'data-state': ends },
        texts.stopsAt[stops === 'term' && init === true ? 'passed' : stops],
      ),
    ),
  ];
}

function processBox(
  title: string,
  command: string | undefined,
  state: string | undefined,
  lines: readonly [number, number] | undefined,
  ...children: readonly (Shape | undefined)[]
): Shape {
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'ip-box', 'data-state': state, 'data-lines': linesAttribute(lines) },
      h('small', {}, title),
      command !== undefined && h('code', {}, command),
      children.filter((child) => child !== undefined && !isTree(child)),
    ),
    children.filter((child) => child !== undefined && isTree(child)),
  );
}

function isTree(shape: Shape): boolean {
  return typeof shape !== 'string' && shape.tag === 'ul';
}
