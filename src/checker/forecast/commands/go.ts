import type { Command } from '../shell/call.ts';
import { OK } from '../status.ts';
import { diskOf, makeFile, takenToWork, textAt } from './outcome.ts';

/** A program of which everybody knows that it compiles. */
const PLAIN_GO = /^package main\n+func main\(\) \{\s*\}\s*$/;

/** A module that needs no other. */
const PLAIN_MODULE = /^module ([\w./-]+)\n+(?:go [\d.]+\n*)?$/;

/**
 * `go` where the module needs no other and its program does nothing, so that it certainly compiles, and without cgo. Anything else
 * is taken to work. Seen with Go 1.19.8, without a network.
 */
export const go: Command = (call) => {
  const [verb, ...rest] = call.words;
  const module = PLAIN_MODULE.exec(textAt(call, 'go.mod') ?? '')?.[1];
  // Its cache is in the home of the user. In GOPATH itself it ignores go.mod or refuses it.
  const isPlain = call.session.user.uid === 0 && call.shell.cwd !== '/go' && module !== undefined;
  if (isPlain && verb === 'mod' && rest.length === 1 && rest[0] === 'download') return OK;
  let output: string | undefined;
  const folders: string[] = [];
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i] ?? '-';
    if (word === '-o') output = rest[++i] ?? '';
    else if (word === '-ldflags' || word === '-tags') i++;
    else if (!/^-(?:trimpath|v|ldflags=.*)$/.test(word)) folders.push(word);
  }
  const [folder = '.'] = folders;
  if (!isPlain || verb !== 'build' || folders.length > 1 || !/^\.(?:\/[\w/-]*)?$/.test(folder))
    return takenToWork(call);
  const disk = diskOf(call);
  const place = disk.find(call.path(`${folder}/.`) ?? '');
  const files = place.at === 'there' && place.node.kind === 'dir' ? disk.list(place.node, place.path) : undefined;
  const sources = files?.names.filter((name) => name.endsWith('.go')) ?? [];
  const own = (folder === '.' ? module : folder).replace(/\/$/, '').replace(/^.*\//, '');
  const written = call.path(output ?? own);
  if (
    written === undefined ||
    files?.complete !== true ||
    sources.length !== 1 ||
    !PLAIN_GO.test(textAt(call, `${folder}/${sources[0] ?? ''}`) ?? '')
  )
    return takenToWork(call);
  const there = disk.find(written);
  const isFolder = (output ?? '').endsWith('/') || (there.at === 'there' && there.node.kind === 'dir');
  const target = isFolder ? `${written.replace(/\/$/, '')}/${own}` : written;
  const name = target.slice(target.lastIndexOf('/') + 1);
  disk.makeFolder(target.slice(0, -name.length - 1) || '/', 0o777, true);
  const done = makeFile(call, target, 0o755, { made: { name, loads: [], libc: 'none' } });
  if (done.kind !== 'done') call.session.given.add(`${target} can be written`);
  return OK;
};
