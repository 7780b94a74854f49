import { expect, test } from 'vitest';
import { analyze } from '../model/analyze.ts';
import { toBusyBox } from './account-commands.ts';

function translate(command: string): string | undefined {
  const invocation = analyze(`FROM alpine:3.24\nRUN ${command}\n`).stages[0]?.steps[0]?.invocations[0];
  if (invocation === undefined) throw new Error(`no command in ${command}`);
  return toBusyBox(invocation);
}

test.each([
  ['useradd app', 'adduser -D -H app'],
  ['useradd -m app', 'adduser -D app'],
  ['useradd -ms /bin/sh -u 1001 app', 'adduser -D -s /bin/sh -u 1001 app'],
  ['useradd --create-home --uid=1001 --shell /bin/sh app', 'adduser -D -u 1001 -s /bin/sh app'],
  ['useradd -r -g app -d /srv -c "The app" app', 'adduser -D -H -S -G app -h /srv -g "The app" app'],
  ['useradd -r app', 'addgroup -S app && adduser -D -H -S -G app app'],
  ['useradd -r -u 10001 app', 'addgroup -S -g 10001 app && adduser -D -H -S -u 10001 -G app app'],
  ['useradd -r -u 999 app', 'addgroup -S app && adduser -D -H -S -u 999 -G app app'],
  ['useradd -u $UID -M "$NAME"', 'adduser -D -H -u $UID "$NAME"'],
  ['groupadd -r -g 5001 app', 'addgroup -S -g 5001 app'],
  ['groupadd --gid=5001 app', 'addgroup -g 5001 app'],
  ['usermod -aG docker app', 'addgroup app docker'],
  ['usermod -a -G docker app', 'addgroup app docker'],
  ['userdel -r app', 'deluser --remove-home app'],
  ['groupdel app', 'delgroup app'],
])('%s', (command, busybox) => {
  expect(translate(command)).toBe(busybox);
});

test.each([
  'useradd -G docker,video app',
  'useradd -g 1000 app',
  'useradd -p secret app',
  'useradd -N app',
  'useradd $OPTIONS app',
  'useradd',
  'usermod -u 1001 app',
  'usermod -aG a,b app',
  'groupadd -f app',
  'groupmod -g 5 app',
])('nothing for %s', (command) => {
  expect(translate(command)).toBeUndefined();
});
