import { contentOf } from '../files/node.ts';
import type { Command } from '../shell/call.ts';
import { OK } from '../status.ts';
import { diskOf, takenToWork, textAt } from './outcome.ts';

/** A program of which everybody knows that it compiles. */
const PLAIN_GO = /^package main\n+func main\(\) \{\s*\}\s*$/;

/** A module that needs no other. */
const PLAIN_MODULE = /^module [\w./-]+\n+(?:go [\d.]+\n*)?$/;

/**
 * `go` where the module needs no other and its program does nothing, so that it certainly compiles, and without cgo. Anything else
 * is taken to work. Seen with Go 1.19.8, without a network.
 */
export const go: Command = (call) => {
  const { words, session } = call;
  const [verb, ...rest] = words;
  // Its cache is in the home of the user.
  // In GOPATH itself it ignores go.mod or refuses it.
  if (session.user.uid !== 0 || call.shell.cwd === '/go' || !PLAIN_MODULE.test(textAt(call, 'go.mod') ?? ''))
    return takenToWork(call);
  if (verb === 'mod' && rest.length === 1 && rest[0] === 'download') return OK;
  if (verb !== 'build') return takenToWork(call);
  let output: string | undefined;
  const folders: string[] = [];
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i];
    if (word === undefined) return takenToWork(call);
    if (word === '-o') output = rest[++i];
    else if (word === '-ldflags' || word === '-tags') i++;
    else if (word.startsWith('-') && !/^-(?:trimpath|v|ldflags=.*)$/.test(word)) return takenToWork(call);
    else if (!word.startsWith('-')) folders.push(word);
  }
  const [folder = '.'] = folders;
  const path = call.path(folder)?.replace(/(.)\/$/, '$1');
  const disk = diskOf(call);
  const place = path === undefined ? undefined : disk.find(path);
  if (folders.length > 1 || !/^\.(?:\/[\w/-]*)?$/.test(folder) || place?.at !== 'there' || place.node.kind !== 'dir')
    return takenToWork(call);
  const { names, complete } = disk.list(place.node, place.path);
  const [source, ...others] = names.filter((name) => name.endsWith('.go'));
  if (
    !complete ||
    source === undefined ||
    others.length > 0 ||
    !PLAIN_GO.test(textAt(call, `${folder}/${source}`) ?? '')
  )
    return takenToWork(call);
  const last = (text: string): string => text.slice(text.lastIndexOf('/') + 1);
  const module = /^module (\S+)/.exec(textAt(call, 'go.mod') ?? '')?.[1] ?? '';
  const own = last(folder.replace(/^\.\/?/, '').replace(/\/$/, '') || module);
  const written = call.path(output ?? own);
  if (written === undefined) return takenToWork(call);
  const there = disk.find(written);
  const isFolder = output?.endsWith('/') === true || (there.at === 'there' && there.node.kind === 'dir');
  const target = isFolder ? `${written.replace(/\/$/, '')}/${own}` : written;
  disk.makeFolder(target.slice(0, target.lastIndexOf('/')) || '/', 0o777, true);
  if (disk.find(target).at === 'there') disk.remove(target);
  const done = disk.add(target, {
    kind: 'file',
    mode: 0o755,
    uid: disk.as.uid,
    gid: disk.as.gid,
    origin: disk.origin,
    content: { ...contentOf(undefined), made: { name: last(target), loads: [], libc: 'none' } },
  });
  if (done.kind !== 'done') session.given.add(`${target} can be written`);
  return OK;
};
