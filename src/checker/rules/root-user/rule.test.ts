import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import { contextOf } from '../../context-of.ts';
import { TODAY } from '../../testing/rule-helpers.ts';

const id = 'root-user';
type Files = Readonly<Record<string, string>>;

function findings(text: string, files?: Files) {
  const options = { today: TODAY, only: [id], ...(files && { context: contextOf(files) }) };
  return checker.check(text, options).diagnostics;
}

const alpine = (...lines: string[]): string => ['FROM alpine:3.20', ...lines, ''].join('\n');
const drops = '#!/bin/sh\nexec su nobody -s /bin/sh -c server\n';
const stays = '#!/bin/sh\nexec server "$@"\n';

describe(id, () => {
  test.each([
    ['below CMD', alpine('CMD ["/srv/app"]', 'COPY app /srv/app'), { app: drops }],
    ['below CMD, with the whole context', alpine('WORKDIR /srv', 'CMD ["./app"]', 'COPY . .'), { app: drops }],
    ['found by PATH', alpine('ENTRYPOINT ["app"]', 'COPY app /usr/local/bin/'), { app: drops }],
    [
      'of a heredoc',
      alpine('CMD ["/app"]', 'COPY --chmod=755 <<EOF /app', '#!/bin/sh', 'exec su nobody -s /bin/sh -c server', 'EOF'),
      undefined,
    ],
    [
      'that a RUN writes',
      alpine('CMD ["/app"]', `RUN printf '#!/bin/sh\\nexec su nobody -s /bin/sh -c server\\n' > /app && chmod +x /app`),
      undefined,
    ],
    ['that nobody can read, below CMD', alpine('CMD ["/start.sh"]', 'COPY start.sh /'), undefined],
    [
      'of another stage',
      `FROM alpine:3.20 AS s\nCOPY app /app\n${alpine('CMD ["/app"]', 'COPY --from=s /app /app')}`,
      { app: drops },
    ],
  ])('accepts a script that goes to another user, %s', (_, text, files) => {
    expect(findings(text, files)).toEqual([]);
  });

  test.each([
    ['a script that stays root, below CMD', alpine('CMD ["/srv/app"]', 'COPY app /srv/app'), { app: stays }],
    ['one with the whole context', alpine('WORKDIR /srv', 'CMD ["./start.sh"]', 'COPY . .'), { 'start.sh': stays }],
    ['one found by PATH', alpine('ENTRYPOINT ["start.sh"]', 'COPY start.sh /usr/local/bin/'), { 'start.sh': stays }],
    [
      'one of a heredoc',
      alpine('CMD ["/run.sh"]', 'COPY --chmod=755 <<EOF /run.sh', '#!/bin/sh', 'exec server', 'EOF'),
      undefined,
    ],
    ['a program', alpine('COPY server /usr/local/bin/server', 'CMD ["server"]'), undefined],
    [
      'a word that only looks like one',
      alpine('CMD ["/srv/app"]', 'COPY app /srv/app'),
      { app: '#!/bin/sh\n# no su here\nexec server --result\n' },
    ],
  ])('rejects %s', (_, text, files) => {
    expect(findings(text, files)).toHaveLength(1);
  });

  // What a user without rights could not do any more.
  test.each([
    ['a volume of root', ['COPY server /bin/', 'VOLUME /data', 'CMD ["server"]']],
    ['a volume of root, as JSON', ['COPY server /bin/', 'RUN mkdir /data', 'VOLUME ["/data"]', 'CMD ["server"]']],
    [
      'a folder of root in the arguments',
      ['COPY server /bin/', 'RUN mkdir -p /var/lib/app', 'CMD ["server", "--data=/var/lib/app"]'],
    ],
    [
      'a folder of root in the environment',
      ['COPY server /bin/', 'RUN mkdir /data', 'ENV DATA_DIR=/data', 'CMD ["server"]'],
    ],
    ['a file that is not there yet', ['COPY server /bin/', 'CMD ["server", "--db", "/var/lib/app.sqlite"]']],
    ['a redirect', ['COPY server /bin/', 'CMD exec server > /var/log/server.log 2>&1']],
    ['a command that writes below /bin', ['COPY server /srv/', 'CMD cp /srv/server /bin/server && exec server']],
    ['a command that writes anywhere', ['COPY server /bin/', 'CMD mkdir -p /run/app && exec server']],
    [
      'programs in the home of root',
      ['COPY server /root/.local/bin/server', 'ENV PATH=/root/.local/bin:$PATH', 'CMD ["server"]'],
    ],
    [
      'what is copied to the home of root',
      ['COPY --from=build /root/.local /root/.local', 'COPY server /bin/', 'CMD ["server"]'],
    ],
  ])('has no fix for %s', (_, lines) => {
    const [first, ...more] = findings(`FROM alpine:3.20 AS build\n${alpine(...lines)}`, { server: stays });
    expect(more).toEqual([]);
    expect(first).toBeDefined();
    expect(first?.fix).toBeUndefined();
  });

  test('has no fix for a script that writes', () => {
    const text = alpine('COPY app /app', 'CMD ["/app"]');
    for (const line of [
      'mkdir -p /var/lib/app',
      'echo a >> /etc/app.conf',
      'chown -R app /data',
      "sed -i 's/a/b/' /etc/app.conf",
    ])
      expect(findings(text, { app: `#!/bin/sh\n${line}\nexec server\n` })[0]?.fix, line).toBeUndefined();
    expect(findings(text, { app: stays })[0]?.fix).toBeDefined();
  });

  test.each([
    [
      'a volume of that user',
      ['COPY server /bin/', 'RUN mkdir /data && chown 10001:10001 /data', 'VOLUME /data', 'CMD ["server"]'],
    ],
    [
      'a folder of that user',
      ['COPY server /bin/', 'RUN install -d -o 10001 /data', 'ENV DATA_DIR=/data', 'CMD ["server", "--data", "/data"]'],
    ],
    ['/tmp', ['COPY server /bin/', 'CMD ["server", "--pid", "/tmp/server.pid"]']],
    ['a file to read', ['COPY server /bin/', 'COPY app.conf /etc/app.conf', 'CMD ["server", "-c", "/etc/app.conf"]']],
    ['standard output', ['COPY server /bin/', 'CMD exec server --port 8080 > /dev/stdout']],
    ['the folders of PATH', ['COPY server /opt/app/bin/', 'ENV PATH=/opt/app/bin:$PATH', 'CMD ["server"]']],
  ])('has a fix with %s', (_, lines) => {
    expect(findings(alpine(...lines), { server: stays, 'app.conf': '' })[0]?.fix).toBeDefined();
  });

  const node = (...lines: string[]): string => ['FROM node:24-alpine3.24', ...lines, ''].join('\n');

  // What a compiled program opens is not known: the socket of Docker, a device, a port of root.
  test.each([
    ['a program of the context', alpine('COPY agent /bin/', 'ENTRYPOINT ["/bin/agent"]')],
    [
      'a program of another stage',
      `FROM golang:1.27 AS b\nRUN go build -o /app .\n${alpine('COPY --from=b /app /app', 'CMD ["/app"]')}`,
    ],
    ['a program of a package', alpine('RUN apk add --no-cache caddy', 'CMD ["caddy", "run"]')],
    ['a tool that takes words', node('COPY . .', 'ENTRYPOINT ["node", "/cli.js"]')],
    ['another', 'FROM python:3.14-alpine3.24\nRUN pip install x==1\nENTRYPOINT ["python", "-m", "x"]\n'],
    ['a user of OpenShift', node('# OpenShift starts it with a random UID', 'CMD ["node", "a.js"]')],
    ['a user of Kubernetes', node('# The user: see securityContext.runAsUser', 'CMD ["node", "a.js"]')],
    ['files for any user', node('COPY . /a', 'RUN chgrp -R 0 /a && chmod -R g=u /a', 'CMD ["node", "/a/a.js"]')],
    ['a low port', node('EXPOSE 80 8080', 'CMD ["node", "server.js"]')],
    ['one that is told', node('CMD ["node", "server.js", "--port", "80"]')],
    ['one with an address', 'FROM python:3.14-alpine3.24\nCMD ["gunicorn", "-b", "0.0.0.0:80", "app:app"]\n'],
    ['one in the environment', node('ENV PORT=443', 'CMD ["node", "server.js"]')],
  ])('only notes %s, without a fix', (_, text) => {
    const [first, ...more] = findings(text);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ severity: 'info' });
    expect(first?.message).toContain('unless it needs root');
    expect(first?.fix).toBeUndefined();
  });

  test.each([
    ['Node.js', node('CMD ["node", "server.js"]')],
    [
      'Node.js behind an init',
      node('RUN apk add --no-cache tini', 'ENTRYPOINT ["tini", "--"]', 'CMD ["npm", "start"]'),
    ],
    ['Python', 'FROM python:3.14-alpine3.24\nEXPOSE 8000\nCMD ["gunicorn", "app:app"]\n'],
    ['a comment about something else', node('# Opens at random, for any user', 'CMD ["node", "a.js"]')],
    ['files for a group', node('COPY . /a', 'RUN chmod -R g+w /a', 'CMD ["node", "/a/a.js"]')],
    ['a variable of the platform', node('ENV PLATFORM=openshift', 'CMD ["node", "a.js"]')],
    ['a server that takes words', node('EXPOSE 8080', 'ENTRYPOINT ["node", "a.js"]')],
    [
      'an archive of Java',
      'FROM alpine:3.24\nRUN apk add --no-cache openjdk21-jre\nCOPY a.jar /\nENTRYPOINT ["java", "-jar", "/a.jar"]\n',
    ],
    ['a program with words', node('ENTRYPOINT ["node"]', 'CMD ["main.js"]')],
    ['a port of a server elsewhere', node('ENV SMTP_PORT=25 API=http://api:80', 'CMD ["node", "a.js", "http://b:80"]')],
    ['a server that tells how it is used', node('EXPOSE 8080', 'ENTRYPOINT ["node", "a.js"]', 'CMD ["--help"]')],
    ['an empty folder of a server', node('WORKDIR /data', 'EXPOSE 8080', 'CMD ["node", "/a.js"]')],
    ['a folder that RUN may fill', node('WORKDIR /data', 'RUN npm i -g serve@14', 'CMD ["node", "/a.js"]')],
    ['the folder of what is copied', node('COPY . /app', 'WORKDIR /app/api', 'CMD ["node", "a.js"]')],
    ['a word that only looks like one of Lambda', node('CMD ["node", "lambda.js", "docker"]')],
    ['a user that is said', alpine('USER 10001', 'RUN true', 'USER root', 'CMD ["/bin/agent"]')],
  ])('warns of %s', (_, text) => {
    expect(findings(text)).toMatchObject([{ severity: 'warning' }]);
  });

  test.each([
    ['the socket of Docker', node('VOLUME /var/run/docker.sock', 'CMD ["node", "agent.js"]')],
    ['its address', node('ENV DOCKER_HOST=unix:///run/d.sock', 'CMD ["node", "agent.js"]')],
    ['its client', node('RUN apk add --no-cache docker-cli', 'CMD ["node", "agent.js"]')],
    ['the firewall', node('RUN apk add --no-cache iptables', 'CMD ["node", "agent.js"]')],
    [
      'its program',
      node('COPY --from=docker:29-cli /usr/local/bin/docker /usr/local/bin/', 'CMD ["node", "agent.js"]'),
    ],
    ['tools for the network', node('RUN apk add --no-cache iproute2 tcpdump', 'CMD ["node", "agent.js"]')],
    ['an action of GitHub', node('LABEL com.github.actions.name=lint', 'ENTRYPOINT ["node", "/lint.js"]')],
    ['a function of Lambda', node('ENTRYPOINT ["npx", "aws-lambda-ric"]', 'CMD ["app.handler"]')],
    ['another of Lambda', 'FROM python:3.14-alpine3.24\nENTRYPOINT ["python", "-m", "awslambdaric"]\nCMD ["a.b"]\n'],
    ['tests', node('COPY . .', 'CMD ["newman", "run", "all.json"]')],
    ['a tool that tells how it is used', node('COPY . .', 'ENTRYPOINT ["node", "/cli.js"]', 'CMD ["--help"]')],
    [
      'a folder for others',
      node('WORKDIR /app', 'COPY . .', 'RUN npm ci', 'WORKDIR /work', 'CMD ["node", "/app/a.js"]'),
    ],
    ['a container that waits', node('ENTRYPOINT ["tail", "-f", "/dev/null"]')],
    ['another that waits', node('CMD ["sleep", "infinity"]')],
  ])('accepts %s', (_, text) => {
    expect(findings(text)).toEqual([]);
  });

  test('accepts images for others to build on or in', () => {
    const text = node('CMD ["node", "server.js"]');
    const found = (path: string) => checker.check(text, { today: TODAY, only: [id], path }).diagnostics.length;
    for (const path of ['docker/base.dockerfile', 'Dockerfile.base', 'app-base.Dockerfile', 'Dockerfile.builder'])
      expect(found(path), path).toBe(0);
    for (const path of ['Dockerfile', 'base/Dockerfile.prod', 'database.Dockerfile']) expect(found(path), path).toBe(1);
  });

  test.each([
    ['adduser', 'RUN addgroup -S api && adduser -S -G api api', 'USER api'],
    ['useradd', 'RUN apk add --no-cache shadow && useradd -r -u 900 web', 'USER web'],
    ['a system account', 'RUN adduser --system --ingroup node --uid 900 api', 'USER api'],
    ['nothing', 'RUN apk add --no-cache tzdata', 'USER node'],
  ])('goes to the user that the file makes with %s', (_, line, user) => {
    const given = `RUN chown -R ${user.slice('USER '.length)} /srv`;
    const [first] = findings(node(line, 'WORKDIR /srv', 'COPY . .', given, 'CMD ["node", "server.js"]'));
    expect(first?.fix?.title).toBe(`Add ${user}`);
  });

  // What it may write to, beside itself, nothing but the owner of its folder tells.
  test.each([
    ['the folder', ['WORKDIR /srv', 'COPY . .', 'RUN npm ci && chown -R node:node /srv'], true],
    ['a folder above', ['WORKDIR /srv/app', 'COPY . .', 'RUN chown -R node /srv'], true],
    ['the folder and what is copied', ['WORKDIR /srv', 'RUN chown node .', 'COPY --chown=node . .'], true],
    ['nothing', ['WORKDIR /srv', 'COPY . .'], false],
    ['what is copied alone', ['WORKDIR /srv', 'COPY --chown=node:node . .'], false],
    ['the folder alone', ['WORKDIR /srv', 'COPY . .', 'RUN chown node /srv'], false],
    ['what came before', ['WORKDIR /srv', 'COPY package.json .', 'RUN chown -R node /srv', 'COPY . .'], false],
    ['it to another user', ['WORKDIR /srv', 'COPY . .', 'RUN chown -R nobody /srv'], false],
    ['all but the packages', ['WORKDIR /srv', 'RUN pip install --user flask && chown -R node /srv'], false],
    ['all but a folder of PATH', ['WORKDIR /srv', 'RUN chown -R node /srv', 'ENV PATH=/root/.local/bin:$PATH'], false],
    ['no folder of its own', ['COPY server.js /', 'RUN chown node /server.js'], false],
  ])("has a fix where %s is the user's", (_, lines, has) => {
    const [first] = findings(node(...lines, 'CMD ["node", "server.js"]'));
    expect(first).toBeDefined();
    expect(first?.fix !== undefined).toBe(has);
  });

  test('chooses none of several', () => {
    const [first] = findings(node('RUN adduser -D web && adduser -D job', 'CMD ["node", "server.js"]'));
    expect(first?.message).toContain('Add `USER` before');
    expect(first?.fix).toBeUndefined();
  });
});
