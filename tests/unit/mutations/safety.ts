import type { Operator } from './operator.ts';

/** Users, secrets, downloads and the build context. */
export const safetyOperators: readonly Operator[] = [
  { name: 'no USER', base: 'tool', replace: 'USER app:app\n', with: '', rule: 'root-user', line: 0 },
  { name: 'root again at the end', base: 'node', replace: 'USER node', with: 'USER node\nUSER root', rule: 'root-user', line: 0 },
  { name: 'the user is not made', base: 'tool', replace: 'USER app:app', with: 'USER worker', rule: 'user-undefined', line: 0 },
  { name: 'a name in scratch', base: 'go', replace: 'USER 65534:65534', with: 'USER nobody', rule: 'user-undefined', line: 0 },
  {
    name: 'apk behind USER',
    base: 'zone',
    replace: 'USER app:app\n',
    with: 'USER app:app\nRUN apk add --no-cache git\n',
    rule: 'work-after-user',
    line: 0,
  },
  {
    name: 'a folder of root behind USER',
    base: 'tool',
    replace: 'USER app:app\n',
    with: 'USER app:app\nRUN mkdir /opt/data\n',
    rule: 'work-after-user',
    line: 0,
  },
  { name: 'a password in ENV', base: 'zone', replace: 'ENV TZ=Europe/Berlin', with: 'ENV DB_PASSWORD=hunter2 TZ=Europe/Berlin', rule: 'secret-in-image', line: 0 },
  { name: 'a token in ARG', base: 'node', replace: 'WORKDIR /srv', with: 'WORKDIR /srv\nARG NPM_TOKEN', rule: 'secret-in-image', line: 0 },
  { name: 'a key is copied', base: 'tool', replace: 'COPY site.conf /etc/site.conf', with: 'COPY id_ed25519 /root/.ssh/id_ed25519', rule: 'secret-in-image', line: 0 },
  {
    name: 'the checksum is not compared',
    base: 'c',
    replace: '    echo "$TOOL_SHA256  /tmp/tool.tar.gz" | sha256sum -c -; \\\n',
    with: '',
    rule: 'unchecked-download',
    line: 0,
  },
  {
    name: 'a script from the network',
    base: 'tool',
    replace: 'git jq',
    with: 'git jq && wget -O /install.sh https://example.org/install.sh && sh /install.sh',
    rule: 'unchecked-download',
    line: 0,
  },
  { name: 'ADD for a file', base: 'tool', replace: 'COPY site.conf', with: 'ADD site.conf', rule: 'add-not-copy', line: 0 },
  {
    name: 'the whole folder is copied',
    base: 'tool',
    replace: 'COPY site.conf /etc/site.conf',
    with: 'COPY . /srv',
    rule: 'dockerignore-missing',
    line: 0,
    options: { context: { paths: ['site.conf', 'report.sh'], read: () => '' } },
  },
];
