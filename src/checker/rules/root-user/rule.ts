import { isPlainWord } from '../../fixes/edits.ts';
import { isOfficialImage } from '../../data/official-images.ts';
import { ownUser } from '../../data/image-users.ts';
import { chainOf, rootOf } from '../../model/stage-chain.ts';
import { readOptions } from '../../facts/options.ts';
import type { Stage } from '../../model/types.ts';
import type { Dockerfile, Instruction } from '../../syntax/dockerfile/types.ts';
import { accountAt, isRoot } from '../../facts/account.ts';
import { insertBefore } from '../../fixes/instruction-edits.ts';
import { defineRule, type ProposedFix, type RuleContext } from '../../rule.ts';
import { baseName } from '../../model/paths.ts';
import { isShell } from '../../model/wrappers.ts';
import { sudoForAll } from './sudo.ts';
import { needsRoot } from './needs-root.ts';
import { hasUseForRoot, isSetByPlatform } from './purpose.ts';
import { isOfLanguage, portsOf } from '../../facts/serves.ts';
import { isForProduction, startsCompiler } from '../../facts/toolbox.ts';
import { startScript } from '../../facts/start-script.ts';

export const rule = defineRule({
  id: 'root-user',
  title: 'Run the program as a user without rights',
  category: 'safety',
  severity: 'warning',
  fix: 'suggestion',
  hadolint: ['DL3002'],
  offIn: ['base', 'lesson'],
  *check(context) {
    const { model, path, text } = context;
    const stage = model.target;
    if (stage === undefined || !isForProduction(stage, path)) return;
    const account = accountAt(stage);
    const isServing = stage.process.instruction !== undefined && !startsCompiler(stage);
    const sudo = isServing && account.step !== undefined && !isRoot(account.name) ? sudoForAll(stage) : undefined;
    if (sudo !== undefined) yield sudo;
    const said = account.step?.instruction;
    const place = said ?? stage.process.instruction;
    // Written out, it counts whatever the image starts.
    const isApp = said !== undefined || ['alpine', 'debian', 'scratch', 'distroless'].includes(stage.distro);
    if (!isRoot(account.name) || place === undefined || !isApp || dropsRights(stage, context)) return;
    if (isSwallowed(model.file)) return;
    // What is compiled is written into folders that others mount.
    if (startsCompiler(stage) || hasUseForRoot(stage, text)) return;
    const user = userFor(stage);
    const verb = said === undefined ? 'Add' : isSwitchedBack(stage) ? 'Switch back with' : 'Name another user, such as';
    const advice =
      said !== undefined && user === undefined && isForeign(stage)
        ? 'Switch back to the user of the base before the program starts'
        : `${verb} \`USER${user === undefined ? '' : ` ${user}`}\` before the program starts`;
    const isPlain = isReadable(stage, context) && !hasLowPort(stage) && !isSetByPlatform(stage, model);
    // An image that starts nothing itself and stands on a tool is one, too.
    const isTool = stage.process.instruction === undefined && isForeign(stage) && portsOf(stage).length === 0;
    const isKnown = said === undefined || isTool ? isPlain : !isExplained(said) || isPlain;
    const fix =
      isPlain && user !== undefined && isPlainWord(user) && !needsRoot(stage, user, context)
        ? makeFix(stage, user, text)
        : undefined;
    const more = !isKnown
      ? ', unless it needs root'
      : fix === undefined && said === undefined
        ? ', and let it own the folders that it writes to'
        : '';
    yield {
      range: place.range,
      ...(!isKnown && { severity: 'info' }),
      message: `${advice}${more}: it runs as root now, so whoever breaks into it may change everything in the container, and has more ways to reach the host.`,
      fix,
    };
  },
});

/** `# Needed for backwards compatibility` above `USER 0`: somebody has decided. */
function isExplained({ leading }: Instruction): boolean {
  return leading.some(({ text }) =>
    /\b(because|since|needs?|needed|requires?|required|must|compat\w*|volumes?|mounts?|mounted|socket|port)\b/i.test(
      text,
    ),
  );
}

/** A `USER` that a stray backslash joins to a line that BuildKit cannot read. */
function isSwallowed({ problems, instructions, text }: Dockerfile): boolean {
  return problems.some(
    ({ code, range }) =>
      code === 'unknown-instruction' &&
      instructions.some(
        ({ range: { start, end } }) =>
          start <= range.start && end >= range.end && /\n[ \t]*USER[ \t]+\S/i.test(text.slice(range.start, end)),
      ),
  );
}

/**
 * Whether what the container runs is known well enough to say that it needs no root. What a compiled program opens, such as
 * the socket of Docker, no Dockerfile tells.
 */
function isReadable(stage: Stage, context: RuleContext): boolean {
  const [program = ''] = stage.process.program;
  if (isOfLanguage(program)) return !RUNS_TOOLS.test(baseName(program)) || !(takesWords(stage) || isJob(stage));
  return startScript(stage, program, context) !== undefined;
}

/** Languages that tools are written in; `java -jar` and `gunicorn` serve, as a rule. */
const RUNS_TOOLS = /^(node|deno|bun|npm|npx|pnpm|yarn|python[\d.]*|ruby|php|perl|lua)$/;

/** `CMD ["python", "backup.py"]` without a port: somebody starts it, it does its work and ends, and nobody breaks into it. */
function isJob(stage: Stage): boolean {
  const words = stage.process.program.slice(1).map((word = '') => baseName(word));
  return portsOf(stage).length === 0 && words.some((word) => JOB.test(word));
}

const JOB =
  /(^|[-_.:])(back-?up|clean-?up|cron|deploy|download|dump|export|fetch|generate|import|init|job|load|migrat(e|ion|ions|or|ors)|one-?shot|report|restore|scrape|seed|setup|sync|task|update|upload)([-_.:]|$)/i;

/** `ENTRYPOINT ["node", "/cli.js"]` alone, and no port: whoever starts it gives the words, as for a tool that works on their files. */
function takesWords(stage: Stage): boolean {
  return stage.end.entrypoint !== undefined && stage.end.command === undefined && portsOf(stage).length === 0;
}

/** Ports that only root may open where the host is not told otherwise: those of EXPOSE, of the command and of `PORT`. */
function hasLowPort(stage: Stage): boolean {
  const { process, end } = stage;
  const told = [
    ...process.program
      .map((word) => word ?? '')
      .join(' ')
      .matchAll(PORT),
  ].map(([, port = '']) => port);
  const set = end.env.entries().map(([name, value = '']) => (OWN_PORT.test(name) ? value : ''));
  return [...portsOf(stage), ...[...told, ...set].map((port) => parseInt(port, 10))].some((port) => port < 1024);
}

/** `--port 80`, `-b 0.0.0.0:80`, `:80` among the words of a command. */
const PORT = /(?:(?:port| -p| -b|bind|listen|addr)[ =]|[ =][\w.[\]]{0,40}:)(\d{1,5})(?= |$)/g;
const OWN_PORT = /^((APP|HTTP|HTTPS|SERVER|LISTEN|WEB)_)?PORT$/;

/** The user that the file makes, that the image brings, or a number; undefined where the file makes several, or one that is not known. */
function userFor(stage: Stage): string | undefined {
  const made = new Set(
    chainOf(stage)
      .flatMap(({ steps }) => steps)
      .flatMap(({ invocations }) => invocations)
      .filter(({ name }) => name === 'adduser' || name === 'useradd')
      .map(({ args }) => readOptions(args, ACCOUNT_OPTIONS).operands[0]?.value),
  );
  if (made.size > 1) return undefined;
  if (made.size === 1) return [...made][0];
  const own = ownUser(rootOf(stage).base.name ?? '');
  // An image that nobody here knows, and that had to be switched to root, has a user of its own.
  return own ?? (accountAt(stage).step !== undefined && isForeign(stage) ? undefined : '10001:10001');
}

/** Another user was there before, in this file or in the base. */
function isSwitchedBack(stage: Stage): boolean {
  return (
    ownUser(rootOf(stage).base.name ?? '') !== undefined ||
    isForeign(stage) ||
    chainOf(stage).some(({ steps }) =>
      steps.some(
        ({ instruction: { keyword, args } }) => keyword === 'USER' && !/^(root|0)(:|$)/.test(args[0]?.raw ?? ''),
      ),
    )
  );
}

function isForeign(stage: Stage): boolean {
  const { kind, name = '' } = rootOf(stage).base;
  return kind === 'image' && !isOfficialImage(name);
}

/** Options of `adduser` and `useradd` that take a value. */
const ACCOUNT_OPTIONS = {
  valued: 'bcdefgGhkKpRsuZ',
  longValued: ['uid', 'gid', 'groups', 'home-dir', 'home', 'shell', 'comment', 'gecos', 'ingroup', 'password'],
};

/** Programs that need root to start and give it up themselves, or that need it for their work. */
const OWN_WAY =
  /^(nginx|httpd-foreground|apache2?|php-fpm\d{0,3}|postgres|postmaster|mysqld?|mariadbd|haproxy|varnishd|unbound|named|dnsmasq|bind|sshd|crond|dcron|supercronic|dockerd|containerd|buildkitd|postfix|dovecot|exim|vsftpd|proftpd|chronyd|ntpd|openvpn|wg-quick|keepalived|supervisord|runsvdir|runit|init|openrc|monit|rsyslogd|syslogd|syslog-ng|smbd|nfsd|rsync|squid|fluentd|telegraf|node_exporter|cadvisor|iptables|tcpdump)$|^s6-/;
const DROPPERS = /^(su-exec|gosu|setpriv|s6-setuidgid|setuidgid|chpst|su|runuser|sudo|doas|capsh|unshare)$/;
/** The same in a script, or a server in it that does so itself. */
const DROPS =
  /\b(su-exec|gosu|setpriv|s6-setuidgid|setuidgid|chpst|su|runuser|sudo|doas)\b|^[ \t]{0,40}(exec (-- )?)?(\/usr\/s?bin\/)?(nginx|httpd|apachectl|php-fpm\d{0,3}|crond|supercronic|supervisord|sshd|postfix|dovecot)\b/m;
/** A server that is told whom to become once it has opened what it needs: `gunicorn --user app`. */
const BECOMES = /^--(user|uid|setuid|run-as|run-as-user|chuid)(=.|$)/;
const DROP_PACKAGES = ['su-exec', 'gosu', 'setpriv', 'runuser', 's6', 's6-overlay', 'shadow-login', 'sudo', 'doas'];
/** Images whose own start script goes to another user. */
const DROP_IMAGES = new Set([
  'httpd',
  'mariadb',
  'mysql',
  'nginx',
  'php',
  'postgres',
  'rabbitmq',
  'redis',
  'wordpress',
  'docker',
  'registry',
]);

/** The program gives up root itself or by a helper, needs it, or a script decides that cannot be read. */
function dropsRights(stage: Stage, context: RuleContext): boolean {
  const { process, end } = stage;
  const base = rootOf(stage).base.name ?? '';
  if (DROP_IMAGES.has(base) || DROP_PACKAGES.some((each) => stage.installed.has(each))) return true;
  if (process.form === 'none') return false;
  const [program] = process.program;
  if (program === undefined || process.init?.startsWith('s6') === true) return true;
  const name = baseName(program);
  // An image that starts a shell, or an interpreter without a program, is a tool or a base.
  if (process.program.length === 1 && /^(python[\d.]*|node|irb|iex|php|psql|lua|jshell)$/.test(name)) return true;
  // So is one that only waits.
  if (/^(tail|sleep)$/.test(name)) return true;
  if (isShell(name) || OWN_WAY.test(name) || DROPPERS.test(name)) return true;
  if (process.argv?.some((word) => DROPPERS.test(baseName(word)) || BECOMES.test(word)) === true) return true;
  const lines = new Set([end.entrypoint?.instruction, end.command?.instruction]);
  const commands = stage.steps
    .filter(({ instruction }) => lines.has(instruction))
    .flatMap(({ invocations }) => invocations);
  // `exec su-exec app server` in shell form.
  if (
    commands.some(({ node }) =>
      [node?.name, ...(node?.args ?? [])].some((word) => DROPPERS.test(baseName(word?.raw ?? ''))),
    )
  )
    return true;
  const script = startScript(stage, program, context);
  if (script === undefined) return isScript(name, program);
  // `exec "$@"` with the server that CMD names.
  return DROPS.test(script) || process.argv?.some((word) => OWN_WAY.test(word)) === true;
}

function isScript(name: string, program: string): boolean {
  return (
    /\.(sh|bash|ash)$|entrypoint|^(start|run|init|launch|boot|bootstrap|setup|cmd|serve)$|^docker-/.test(name) ||
    program === '/init'
  );
}

/** Before the first instruction that says what runs, where nothing behind it needs root. */
function makeFix(stage: Stage, user: string, text: string): ProposedFix | undefined {
  const { end } = stage;
  const own = stage.steps.filter(
    ({ instruction }) => instruction === end.entrypoint?.instruction || instruction === end.command?.instruction,
  );
  const first = own[0];
  const behind = first === undefined ? [] : stage.steps.slice(first.index);
  if (first === undefined || behind.some(({ instruction }) => /^(RUN|WORKDIR|USER|ONBUILD)$/.test(instruction.keyword)))
    return undefined;
  return {
    title: `Add USER ${user}`,
    edits: [insertBefore(text, first.instruction, `USER ${user}`)],
  };
}
