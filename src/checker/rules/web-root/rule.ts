import { replaceInWord } from '../../fixes/edits.ts';
import { isWithin, resolvePath } from '../../model/paths.ts';
import { chainOf, rootOf } from '../../model/stage-chain.ts';
import type { FileEvent, Stage, Step } from '../../model/types.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'web-root',
  title: 'Copy pages to the folder that the server reads',
  category: 'running',
  severity: 'warning',
  fix: 'suggestion',
  *check({ model, text }) {
    const stage = model.target;
    const server = stage && serverOf(stage);
    if (stage === undefined || server === undefined) return;
    const events = chainOf(stage).flatMap(({ fileEvents }) => fileEvents);
    const isSet = events.some(({ path }) => path === undefined || isWithin(path, server.settings));
    // Official images come with an example that many replace, root and all.
    if ((isSet && server.isImage) || events.some(({ path }) => isWithin(path ?? '/', server.root))) return;
    if (chainOf(stage).some((each) => each.steps.some((step) => namesSettings(step, server)))) return;
    const wrong = events.find((each) => isElsewhere(each, server));
    if (wrong === undefined) return;
    yield {
      range: wrong.step.instruction.range,
      ...(isSet && { severity: 'info' }),
      message: `Copy to \`${server.root}\`${isSet ? ', unless your configuration names this folder' : ''}: there ${server.name} looks for pages, and nothing here is served.`,
      fix: isSet ? undefined : makeFix(wrong, server, text),
    };
  },
});

interface Server {
  readonly name: string;
  readonly root: string;
  /** The folder of its configuration. */
  readonly settings: string;
  readonly isImage: boolean;
}

const APACHE = { name: "Alpine's Apache", root: '/var/www/localhost/htdocs', settings: '/etc/apache2', isImage: false };
const HTTPD = {
  name: 'this image',
  root: '/usr/local/apache2/htdocs',
  settings: '/usr/local/apache2/conf',
  isImage: true,
};
const NGINX = { name: 'this image', root: '/usr/share/nginx/html', settings: '/etc/nginx', isImage: true };

function serverOf(stage: Stage): Server | undefined {
  const { name } = rootOf(stage).base;
  const [program = ''] = stage.process.program;
  if (name === 'httpd') return HTTPD;
  if (name === 'nginx' || name === 'nginxinc/nginx-unprivileged') return NGINX;
  return stage.installed.has('apache2') && /(^|\/)httpd$/.test(program) ? APACHE : undefined;
}

/** Folders of pages elsewhere: on Debian, on Alpine and in the images. */
const ROOTS = ['/var/www/html', '/var/www/localhost/htdocs', '/usr/share/nginx/html', '/usr/local/apache2/htdocs'];

function isElsewhere({ kind, path }: FileEvent, { root }: Server): boolean {
  return kind === 'copy' && path !== undefined && ROOTS.some((each) => each !== root && isWithin(path, each));
}

/** `sed -i … /etc/apache2/httpd.conf`, `ln -s /var/www/html …`: what they make of it is not followed. */
function namesSettings({ instruction, invocations }: Step, { settings, root }: Server): boolean {
  return (
    instruction.keyword === 'RUN' &&
    invocations.some(({ args, redirects }) =>
      [...args.map(({ raw }) => raw), ...redirects.map(({ target }) => target?.raw ?? '')].some((word) =>
        [settings, root, ...ROOTS].some((each) => word.includes(each)),
      ),
    )
  );
}

function makeFix({ step, path }: FileEvent, { root }: Server, text: string): ProposedFix | undefined {
  const word = step.copy?.destination;
  const target = word?.value === undefined ? undefined : resolvePath(word.value, step.before.workdir);
  const folder = ROOTS.find((each) => isWithin(path ?? '/', each));
  if (word === undefined || target === undefined || folder === undefined || !isWithin(target, folder)) return undefined;
  const edit = replaceInWord(text, word, folder, root);
  return edit && { title: `Copy to ${root}`, edits: [edit] };
}
