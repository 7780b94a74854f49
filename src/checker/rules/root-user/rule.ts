import { isPlainWord } from '../../fixes/edits.ts';
import { ownUser } from '../../data/image-users.ts';
import { rootOf } from '../../model/stage-chain.ts';
import type { Model, Stage } from '../../model/types.ts';
import { accountAt, isRoot } from '../../facts/account.ts';
import { insertBefore } from '../../fixes/instruction-edits.ts';
import { isDevelopmentFile, isDevelopmentTarget } from '../../facts/target-names.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';
import { baseName } from '../../model/paths.ts';
import { isShell } from '../../model/wrappers.ts';

export const rule = defineRule({
  id: 'root-user',
  title: 'Run the program as a user without rights',
  category: 'safety',
  severity: 'warning',
  fix: 'suggestion',
  hadolint: ['DL3002'],
  offIn: ['base', 'lesson'],
  *check({ model, path, text }) {
    const stage = model.target;
    if (stage === undefined || isDevelopmentTarget(stage.name) || isDevelopmentFile(path)) return;
    const account = accountAt(stage);
    const said = account.step?.instruction;
    const place = said ?? stage.process.instruction;
    // Written out, it counts whatever the image starts.
    const isApp = said !== undefined || ['alpine', 'scratch', 'distroless'].includes(stage.distro);
    if (!isRoot(account.name) || place === undefined || !isApp || dropsRights(stage, model)) return;
    const user = ownUser(rootOf(stage).base.name ?? '') ?? '10001:10001';
    yield {
      range: place.range,
      message: `${said === undefined ? 'Add' : 'Switch back with'} \`USER ${user}\` before the program starts: it runs as root now, so whoever breaks into it may change everything in the container and has the most to try on the host.`,
      fix: makeFix(stage, user, text),
    };
  },
});

/** Programs that need root to start and give it up themselves, or that need it for their work. */
const OWN_WAY =
  /^(nginx|httpd-foreground|apache2?|php-fpm\d{0,3}|postgres|postmaster|mysqld?|mariadbd|haproxy|varnishd|unbound|named|dnsmasq|bind|sshd|crond|dcron|supercronic|dockerd|containerd|buildkitd|postfix|dovecot|exim|vsftpd|proftpd|chronyd|ntpd|openvpn|wg-quick|keepalived|supervisord|runsvdir|runit|init|openrc|monit|rsyslogd|syslogd|syslog-ng|smbd|nfsd|rsync|squid|fluentd|telegraf|node_exporter|cadvisor|iptables|tcpdump)$|^s6-/;
const DROPPERS = /^(su-exec|gosu|setpriv|s6-setuidgid|setuidgid|chpst|su|runuser|sudo|doas|capsh|unshare)$/;
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
function dropsRights(stage: Stage, model: Model): boolean {
  const { process, end } = stage;
  const base = rootOf(stage).base.name ?? '';
  if (DROP_IMAGES.has(base) || DROP_PACKAGES.some((each) => stage.installed.has(each))) return true;
  if (process.form === 'none') return false;
  const [program] = process.program;
  if (program === undefined || process.init?.startsWith('s6') === true) return true;
  const name = baseName(program);
  // An image that starts a shell, or an interpreter without a program, is a tool or a base.
  if (process.program.length === 1 && /^(python[\d.]*|node|irb|iex|php|psql|lua|jshell)$/.test(name)) return true;
  if (isShell(name) || OWN_WAY.test(name) || DROPPERS.test(name)) return true;
  if (process.argv?.some((word) => DROPPERS.test(baseName(word))) === true) return true;
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
  return isScript(name, program) && !isHarmlessScript(stage, program, model);
}

function isScript(name: string, program: string): boolean {
  return (
    /\.(sh|bash|ash)$|entrypoint|^(start|run|init|launch|boot|bootstrap|setup|cmd|serve)$|^docker-/.test(name) ||
    program === '/init'
  );
}

/** A script of the build context that can be read and does not go to another user. */
function isHarmlessScript(stage: Stage, program: string, model: Model): boolean {
  const copied = stage.fileEvents.findLast(
    ({ kind, path, fromStage }) => kind === 'copy' && path === program && fromStage === undefined,
  );
  const source = copied?.step.copy?.from === undefined ? copied?.source : undefined;
  const script = source === undefined ? undefined : model.context?.read(source.replace(/^\.?\//, ''));
  return script !== undefined && !/\b(su-exec|gosu|setpriv|setuidgid|chpst|su|runuser|sudo|doas)\b/.test(script);
}

/** Before the first instruction that says what runs, where nothing behind it needs root and nothing lies in root's home. */
function makeFix(stage: Stage, user: string, text: string): ProposedFix | undefined {
  if (!isPlainWord(user)) return undefined;
  const { end, process } = stage;
  const own = stage.steps.filter(
    ({ instruction }) => instruction === end.entrypoint?.instruction || instruction === end.command?.instruction,
  );
  const first = own[0];
  const behind = first === undefined ? [] : stage.steps.slice(first.index);
  if (first === undefined || behind.some(({ instruction }) => /^(RUN|WORKDIR|USER|ONBUILD)$/.test(instruction.keyword)))
    return undefined;
  const places = [end.workdir, ...process.program];
  if (places.some((place) => place === undefined || /^\/root(\/|$)/.test(place))) return undefined;
  return {
    title: `Add USER ${user}`,
    edits: [insertBefore(text, first.instruction, `USER ${user}`)],
  };
}
