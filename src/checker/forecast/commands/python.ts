import { resolvePath } from '../../model/paths.ts';
import { type Done, errnoOf } from '../files/disk.ts';
import { contentOf, type MadeProgram } from '../files/node.ts';
import type { Call, Command } from '../shell/call.ts';
import { watched } from '../shell/programs.ts';
import { fails, OK, type Status } from '../status.ts';
import { findModule, missingModule, pythonOf } from './python-modules.ts';
import { diskOf, makeFile, Outcome, takenToWork, textAt } from './outcome.ts';

/**
 * Python where it makes an environment, calls pip or reads a script; anything else is taken to work. What an environment holds
 * and what is printed was seen with CPython 3.11 and 3.13.
 */
export const python: Command = (call) => {
  const { words } = call;
  const at = words.findIndex((word) => word === undefined || !/^-[bBdEIOPqsSuvx]+$/.test(word));
  const [word, module] = words.slice(at);
  if (at < 0 || word === undefined) return takenToWork(call);
  if (word === '-m' && (module === 'venv' || module === 'pip')) {
    const inner = { ...call, name: module, words: words.slice(at + 2), args: call.args.slice(at + 2) };
    return (module === 'venv' ? makeEnvironment : pip)(inner);
  }
  const path = word.startsWith('-') ? undefined : call.path(word);
  const found = path === undefined ? undefined : diskOf(call).find(path);
  if (path === undefined || found === undefined) return takenToWork(call);
  if (errnoOf(found) === 'ENOENT')
    return fails(2, `${call.name}: can't open file '${path}': [Errno 2] No such file or directory`);
  if (found.at !== 'there' || found.node.kind !== 'file') return takenToWork(call);
  const { node } = found;
  const lack = missingModule(call, pythonOf(call), node.content.made);
  if (lack !== undefined) return lack;
  const script = { ...call, name: word.slice(word.lastIndexOf('/') + 1), words: words.slice(at + 1) };
  const program = {
    ...watched(script, { path, node }, true),
    imports: (name: string, from: string) => findModule(call, pythonOf(call), name, from),
  };
  return call.session.watch?.(program) ?? takenToWork(call);
};

const makeEnvironment: Command = (call) => {
  const rest = call.words.filter((word, i) => !word?.startsWith('-') && call.words[i - 1] !== '--prompt');
  const flags = call.words.filter((word) => word?.startsWith('-'));
  const { home, name, minor, environment } = pythonOf(call);
  const isPlain = flags.every((flag) =>
    /^--(?:without-pip|clear|symlinks|prompt|upgrade-deps|system-site-packages)\b/.test(flag ?? ''),
  );
  const [path, ...more] = rest.map((word) =>
    word === undefined ? undefined : call.path(word)?.replace(/(.)\/$/, '$1'),
  );
  if (path === undefined || more.length > 0 || !isPlain || minor === undefined || environment !== undefined)
    return takenToWork(call);
  const disk = diskOf(call);
  const outcome = new Outcome(call);
  // Debian has ensurepip in a package of its own.
  if (home === '/usr/bin' && call.session.facts.distro !== 'alpine') outcome.assume('ensurepip is there');
  const made = disk.makeFolder(path, 0o777, true);
  if (made.kind === 'error') return fails(1, `Error: [Errno 13] Permission denied: '${path}'`);
  const bin = `${path}/bin`;
  for (const folder of [bin, `${path}/include`, `${path}/lib/python${minor}/site-packages`])
    disk.makeFolder(folder, 0o777, true);
  disk.makeLink(`${path}/lib64`, 'lib');
  disk.write(
    `${path}/pyvenv.cfg`,
    contentOf(`home = ${home}\ninclude-system-site-packages = ${String(flags.includes('--system-site-packages'))}\n`),
  );
  disk.makeLink(`${bin}/${name}`, `${home}/${name}`);
  for (const each of ['python', 'python3', `python${minor}`]) if (each !== name) disk.makeLink(`${bin}/${each}`, name);
  disk.write(`${bin}/activate`, contentOf(`export VIRTUAL_ENV="${path}"\nexport PATH="$VIRTUAL_ENV/bin:$PATH"\n`));
  if (!flags.includes('--without-pip'))
    for (const each of ['pip', 'pip3', `pip${minor}`]) makeScript(call, `${bin}/${each}`, `${bin}/${name}`, 'pip');
  return outcome.status;
};

/** A program as pip writes it: its first line names the Python that it was installed by. */
function makeScript(call: Call, at: string, interpreter: string, name: string, loads: readonly string[] = []): Done {
  const made: MadeProgram = { name, loads, libc: 'none' };
  return makeFile(call, at, 0o777, { ...contentOf(`#!${interpreter}\n`), made });
}

/** Options of `pip install` with a value that changes neither what is installed nor where. */
const VALUED =
  /^(?:-i|--index-url|--extra-index-url|-f|--find-links|--cache-dir|--timeout|--retries|--progress-bar|--root-user-action|--trusted-host|--proxy|--log|-c|--constraint|--upgrade-strategy)$/;
const PLAIN =
  /^(?:-[qvU]+|--(?:quiet|verbose|upgrade|no-cache-dir|no-input|no-compile|compile|disable-pip-version-check|require-virtualenv|prefer-binary|require-hashes|no-deps|no-warn-script-location|pre|user|break-system-packages|force-reinstall))$/;

/** `pip install` of what the lesson's contracts tell about: `run: pip install tabulate`. */
export const pip: Command = (call) => {
  const { words } = call;
  const own = pythonOf(call);
  const names: string[] = [];
  const given = new Map<string, string>();
  let isOpen = false;
  let isBuilt = false;
  let verb: string | undefined;
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    const [option = '', value] = /^--[^=]+=/.test(word ?? '') ? (word ?? '').split(/=(.*)/s) : [word];
    if (word === undefined) isOpen = true;
    else if (/^(?:-r|--requirement)$/.test(option)) {
      const file = value ?? words[++i] ?? '';
      const path = call.path(file);
      const found = path === undefined ? undefined : diskOf(call).find(path);
      if (found !== undefined && errnoOf(found) === 'ENOENT')
        return fails(1, `ERROR: Could not open requirements file: [Errno 2] No such file or directory: '${file}'`);
      const text = textAt(call, file);
      if (text === undefined) isOpen = true;
      for (const line of text?.split('\n') ?? []) if (/^\s*[^\s#]/.test(line)) names.push(line.trim());
    } else if (/^(?:-t|--target|--prefix)$/.test(option)) given.set(option, value ?? words[++i] ?? '');
    else if (option === '--only-binary') {
      isBuilt = true;
      i += value === undefined ? 1 : 0;
    } else if (VALUED.test(option)) i += value === undefined ? 1 : 0;
    else if (word.startsWith('-')) {
      isOpen ||= !PLAIN.test(word);
      given.set(word, '');
    } else if (verb === undefined) verb = word;
    else names.push(word);
  }
  const target = given.get('--target') ?? given.get('-t');
  const prefix = given.get('--prefix') ?? (given.has('--user') && own.environment === undefined ? '~' : undefined);
  // apk's own pip refuses to install beside apk (PEP 668).
  const refuses = own.environment === undefined && own.home !== '/usr/local/bin' && target === undefined;
  if (verb !== 'install' || refuses || own.minor === undefined || isOpen) return takenToWork(call);
  const to = target ?? (prefix === '~' ? `${homeOf(call) ?? ''}/.local` : (prefix ?? own.environment ?? '/usr/local'));
  const root = resolvePath(to, call.shell.cwd);
  const contracts = names.map((name) => {
    const wanted = /^[\w.-]+/
      .exec(name)?.[0]
      .toLowerCase()
      .replace(/[-_.]+/g, '-');
    return wanted === 'pip' || wanted === 'setuptools' || wanted === 'wheel'
      ? null
      : call.session.facts.contracts.find(({ run }) => run === `pip install ${wanted ?? ''}`);
  });
  const outcome = new Outcome(call);
  for (const contract of contracts) {
    if (contract === null) continue;
    if (contract === undefined || root === undefined) return takenToWork(call);
    const { libc } = call.session.facts;
    if (contract.libc !== undefined && contract.libc !== libc) {
      if (libc === 'unknown') return takenToWork(call);
      const name = contract.run.split(' ').at(-1) ?? '';
      // Seen with pip 25.1.1 on musl; without a compiler the build of the source ends with 1, too.
      if (isBuilt) return fails(1, `ERROR: No matching distribution found for ${name}`);
      const { installed, open } = call.session.machine.packages;
      const hasCompiler = installed.has('gcc') || installed.has('clang') || open !== undefined;
      return hasCompiler ? call.session.assume(`\`pip\` compiles ${name}`, call.asked) : fails(1);
    }
    const packages = target === undefined ? `lib/python${own.minor}/site-packages` : '.';
    for (const { path, mode = 0o644, loads = [] } of contract.makes ?? []) {
      const at = resolvePath(path.replace('${packages}', packages), root) ?? '';
      const name = at.slice(at.lastIndexOf('/') + 1);
      const folder = diskOf(call).makeFolder(at.slice(0, at.lastIndexOf('/')), 0o777, true);
      const made =
        folder.kind === 'error'
          ? folder
          : mode % 2 === 1
            ? makeScript(call, at, `${own.home}/${own.name}`, name, loads)
            : makeFile(
                call,
                at,
                0o666,
                contract.libc === undefined ? { plain: true } : { made: { name, loads: [], libc: contract.libc } },
              );
      outcome.take(made, () => 'ERROR: Could not install packages due to an OSError', `${at} can be written`);
    }
  }
  call.out?.write(undefined);
  return outcome.status.kind === 'ok' ? OK : outcome.status;
};

const homeOf = (call: Call): string | undefined | null => (call.environment ?? call.shell.exported()).get('HOME');

/** What a made script of Python does: pip is followed, and nothing is known of the others. */
export function runPythonScript(call: Call, interpreter: string, made: MadeProgram | undefined): Status | undefined {
  const inner = { ...call, found: interpreter };
  const lack = missingModule(inner, pythonOf(inner), made);
  return lack ?? (made?.name === 'pip' ? pip({ ...inner, name: 'pip' }) : undefined);
}
