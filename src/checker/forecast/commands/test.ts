import { resolvePath } from '../../model/paths.ts';
import type { Disk } from '../files/disk.ts';
import { allows } from '../files/resolve.ts';
import type { Field } from '../shell/expand.ts';
import { fails, OK, type Status, unknown } from '../status.ts';

/** `test` and `[` of BusyBox ash 1.36.1 (without `]`). Ends with 0, 1, or 2 for what it cannot read. */
export function test(args: readonly Field[], disk: Disk, cwd: string | undefined): Status {
  if (args.some(({ value }) => value === undefined)) return unknown('what `test` compares is not known');
  const words = args.map(({ value }) => value ?? '');
  let at = 0;
  let error: string | undefined;
  type Three = boolean | undefined;
  const or = (): Three => {
    let left = and();
    while (words[at] === '-o' && error === undefined) {
      at++;
      const right = and();
      left = left === true || right === true ? true : left === undefined || right === undefined ? undefined : false;
    }
    return left;
  };
  const and = (): Three => {
    let left = not();
    while (words[at] === '-a' && error === undefined) {
      at++;
      const right = not();
      left = left === false || right === false ? false : left === undefined || right === undefined ? undefined : true;
    }
    return left;
  };
  const not = (): Three => {
    if (words[at] === '!' && words.length - at > 1) {
      at++;
      const inner = not();
      return inner === undefined ? undefined : !inner;
    }
    return primary();
  };
  const primary = (): Three => {
    const word = words[at];
    if (word === undefined) {
      error ??= 'sh: argument expected';
      return undefined;
    }
    const operator = words[at + 1];
    if (operator !== undefined && words[at + 2] !== undefined && BINARY.test(operator)) {
      at += 3;
      return binary(word, operator, words[at - 1] ?? '');
    }
    if (word === '(' && words.length - at > 2) {
      at++;
      const inner = or();
      if (words[at++] !== ')') error ??= 'sh: closing paren expected';
      return inner;
    }
    if (operator !== undefined && BINARY.test(operator) && words.length === 2) {
      // `[ "$A" = $EMPTY ]`
      error ??= `sh: ${operator}: argument expected`;
      return undefined;
    }
    if (UNARY.test(word) && operator !== undefined) {
      at += 2;
      return unary(word, operator);
    }
    at++;
    return word !== '';
  };
  const binary = (left: string, operator: string, right: string): Three => {
    if (operator === '=' || operator === '==') return left === right;
    if (operator === '!=') return left !== right;
    if (operator === '<') return left < right;
    if (operator === '>') return left > right;
    if (/^-(?:nt|ot|ef)$/.test(operator)) return undefined;
    const bad = [left, right].find((each) => !/^\s*[-+]?\d+\s*$/.test(each));
    if (bad !== undefined) {
      error ??= `sh: ${bad}: bad number`;
      return undefined;
    }
    const [a, b] = [Number(left), Number(right)];
    const holds = { '-eq': a === b, '-ne': a !== b, '-lt': a < b, '-le': a <= b, '-gt': a > b, '-ge': a >= b };
    return holds[operator as keyof typeof holds];
  };
  const unary = (operator: string, operand: string): Three => {
    if (operator === '-n') return operand !== '';
    if (operator === '-z') return operand === '';
    if (operator === '-t') return false;
    const path = operand === '' ? '' : resolvePath(operand, cwd);
    if (path === undefined) return undefined;
    if (path === '') return false;
    const found = disk.find(path, operator !== '-L' && operator !== '-h');
    if (found.at === 'unknown') return undefined;
    if (found.at !== 'there') return false;
    const { node } = found;
    switch (operator) {
      case '-e':
        return true;
      case '-f':
        return node.kind === 'file' && !found.path.startsWith('/dev/');
      case '-d':
        return node.kind === 'dir';
      case '-L':
      case '-h':
        return node.kind === 'link';
      case '-s':
        return node.kind === 'file' ? (node.content.size === undefined ? undefined : node.content.size > 0) : true;
      case '-x':
        return allows(node, 1, disk.as);
      case '-r':
        return allows(node, 4, disk.as);
      case '-w':
        return found.ro ? false : allows(node, 2, disk.as);
      default:
        return undefined;
    }
  };
  if (words.length === 0) return fails(1);
  const result = or();
  if (error === undefined && at < words.length) error = `sh: ${words[at] ?? ''}: unknown operand`;
  if (error !== undefined) return fails(2, error);
  if (result === undefined) return unknown(`what \`test ${words.join(' ')}\` finds is not known`);
  return result ? OK : fails(1);
}

const BINARY = /^(?:=|==|!=|<|>|-(?:eq|ne|lt|le|gt|ge|nt|ot|ef))$/;
/** Of ash 1.36.1; another letter is a word like any other, and what follows it is refused. */
const UNARY = /^-[rwxefdcbpugkstznhOGLS]$/;
