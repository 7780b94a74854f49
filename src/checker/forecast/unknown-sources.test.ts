import { describe, expect, test } from 'vitest';
import { forecast } from './forecast.ts';
import { shippedIndex } from './shipped.ts';

/** An image whose files nobody here knows. */
const UNKNOWN = 'FROM ghcr.io/someone/builder:1.2 AS b\nRUN build-it\n';

describe('what is copied may be a file or a folder', () => {
  test.each([
    ['COPY of COPY', 'COPY --from=c /conf /conf\nCOPY <<EOF /conf/own.ini\na=1\nEOF'],
    ['cp', 'COPY --from=c /conf /x\nRUN cp -r /x /conf && echo a=1 > /conf/own.ini'],
    ['mv', 'COPY --from=c /conf /x\nRUN mv /x /conf\nWORKDIR /conf/own'],
    ['a condition', 'ARG A\nRUN if [ "$A" = 1 ]; then rm -rf /conf; fi\nCOPY --from=c /conf /conf\nWORKDIR /conf/own'],
  ])('%s', (_, lines) => {
    const text = `${UNKNOWN}FROM alpine:3.19 AS c\nCOPY --from=b /etc/conf /conf\nFROM alpine:3.19\n${lines}\n`;
    expect(forecast(text)).toMatchObject({ outcome: 'builds' });
  });

  test.each([
    ['a name with an ending', 'COPY app.conf /conf\nCOPY <<EOF /conf/own.ini\na=1\nEOF'],
    ['what a command made', 'RUN echo a=1 > /x && cp /x /conf\nCOPY <<EOF /conf/own.ini\na=1\nEOF'],
    ['what a heredoc made', 'COPY <<EOF /conf\na=1\nEOF\nWORKDIR /conf'],
  ])('%s is a file', (_, lines) => {
    expect(forecast(`FROM alpine:3.19\n${lines}\n`)).toMatchObject({
      outcome: 'fails',
      because: { prints: 'mkdir /conf: not a directory' },
    });
  });
});

describe('a pattern in an image that is not known', () => {
  const ends = 'USER 1000\nENTRYPOINT ["/app/tool"]\n';
  test.each([
    ['names the one thing that becomes the target', 'WORKDIR /app\nCOPY --from=b /build/tool-* tool'],
    ['is by another path', 'COPY --from=b /build/tool-[0-9]* /app/tool'],
    ['brings several into a folder', 'COPY --from=b /build/t* /app/'],
    ['brings several into a folder that is there', 'WORKDIR /app\nCOPY --from=b /build/t* /app'],
  ])('%s', (_, lines) => {
    const { start, stages } = forecast(`${UNKNOWN}FROM scratch\n${lines}\n${ends}`);
    expect(start.outcome).not.toBe('fails');
    expect(stages.at(-1)!.files.stat('/app/tool').kind).toBe('unknown');
  });

  test.each([
    ['known', 'COPY --from=k /etc/alpine-rel* /app/tool'],
    ['known and into a folder', 'COPY --from=k /etc/alpine-rel* /app/\nRUN mv /app/alpine-release /app/tool'],
    ['a folder', 'RUN mkdir -p /app/tool'],
  ])('what is %s cannot start', (_, lines) => {
    const { start } = forecast(`FROM alpine:3.19 AS k\nFROM alpine:3.19\n${lines}\n${ends}`);
    expect(start).toMatchObject({ outcome: 'fails', because: { prints: 'exec: "/app/tool": permission denied' } });
  });
});

describe('ADD of an address', () => {
  const url = 'https://example.com/tool-1.2.tar.gz';
  test.each([
    [`ADD --unpack=true ${url} /src`, 'WORKDIR /src'],
    [`ADD --unpack ${url} /src`, 'COPY <<EOF /src/a\nEOF'],
    ['ADD https://example.com/tool.git /src', 'WORKDIR /src'],
  ])('%s: a folder', (add, next) => {
    expect(forecast(`FROM alpine:3.19\n${add}\n${next}\n`)).toMatchObject({ outcome: 'builds' });
  });

  test.each([
    [`ADD ${url} /src`, 'WORKDIR /src'],
    [`ADD --unpack=false ${url} /src`, 'WORKDIR /src'],
    [`ADD --checksum=sha256:0 ${url} /src`, 'COPY <<EOF /src/a\nEOF'],
  ])('%s: a file', (add, next) => {
    expect(forecast(`FROM alpine:3.19\n${add}\n${next}\n`)).toMatchObject({
      outcome: 'fails',
      because: { prints: 'mkdir /src: not a directory' },
    });
  });
});

describe('a program by its path', () => {
  test.each(['./scripts/test', 'scripts/test', '/src/bin/false', './[', '/src/scripts/mkdir'])(
    '%s is a script of its own',
    (path) => {
      expect(forecast(`FROM alpine:3.19\nWORKDIR /src\nCOPY . .\nRUN ${path}\n`)).toMatchObject({ outcome: 'builds' });
    },
  );

  test.each(['test', '/usr/bin/test', '/bin/false', 'false'])('%s is the program of the system', (path) => {
    expect(forecast(`FROM alpine:3.19\nWORKDIR /src\nCOPY . .\nRUN ${path}\n`)).toMatchObject({
      outcome: 'fails',
      because: { prints: 'process did not complete successfully: exit code: 1' },
    });
  });
});

describe('where nothing is known of the target', () => {
  test.each([
    ['mv into a folder of the system', 'RUN mv /a/m /usr/local/bin', '/usr/local/bin/m'],
    ['cp into one', 'RUN cp /a/m /opt', '/opt/m'],
    ['install into one', 'RUN install /a/m /usr/bin', '/usr/bin/m'],
    ['COPY into one', 'COPY m.sh /usr/local/bin', '/usr/local/bin/m.sh'],
    ['mv to a name', 'RUN mv /a/m /opt/tools', '/opt/tools/m'],
    ['cp to a name', 'RUN cp /a/m /opt/tools', '/opt/tools/m'],
    ['install to a name', 'RUN install /a/m /opt/tools', '/opt/tools/m'],
    ['COPY to a name', 'COPY m.sh /opt/tools', '/opt/tools/m.sh'],
  ])('%s may put it there', (_, line, path) => {
    const text = `${UNKNOWN}RUN mkdir -p /a && touch /a/m && chmod +x /a/m\n${line}\nRUN ${path}\n`;
    expect(forecast(text)).toMatchObject({ outcome: 'builds' });
  });

  test.each([
    ['a name of its own', 'RUN cp /a/m /opt/m', '/opt/m/m'],
    ['a name with an ending', 'RUN cp /a/m /opt/tool.bin', '/opt/tool.bin/m'],
    ['a program beside others', 'RUN mv /a/m /usr/local/bin/tool', '/usr/local/bin/tool/m'],
  ])('%s: it is a file', (_, line, path) => {
    const text = `${UNKNOWN}RUN mkdir -p /a && touch /a/m && chmod +x /a/m\n${line}\nRUN ${path}\n`;
    expect(forecast(text)).toMatchObject({ outcome: 'fails' });
  });
});

describe('adduser with a group behind the name', () => {
  // Seen with BusyBox 1.36.1 of Alpine 3.20.3: with any option the group is passed over.
  test.each([
    'addgroup -S web && adduser -D -S -u 1000 web web',
    'adduser -D web nosuch && id web',
    'addgroup web && adduser -D app && adduser app web',
  ])('%s works', (script) => {
    expect(forecast(`FROM alpine:3.19\nRUN ${script}\n`)).toMatchObject({ outcome: 'builds' });
  });

  test.each([
    ['adduser nosuch users', 'addgroup: unknown user nosuch'],
    ['adduser -D app && adduser app nosuch', 'addgroup: unknown group nosuch'],
    ['adduser -D app && adduser -D app users', "adduser: user 'app' in use"],
  ])('%s fails', (script, prints) => {
    expect(forecast(`FROM alpine:3.19\nRUN ${script}\n`)).toMatchObject({ outcome: 'fails', because: { prints } });
  });
});

describe('what an official image has installed stays', () => {
  const data = { index: shippedIndex() };
  test.each([
    ['RUN apk add --no-cache zstd\nRUN node --version'],
    ['RUN apk add --no-cache zstd && apk del zstd\nRUN node --version'],
    ["RUN printf '%s\\n' zstd >> /etc/apk/world && apk add --no-cache\nRUN node --version"],
  ])('%s', (lines) => {
    expect(forecast(`FROM node:24-alpine\n${lines}\n`, { data })).toMatchObject({ outcome: 'builds' });
  });
});

describe('an assignment behind local, export and readonly', () => {
  // Seen with BusyBox 1.36.1: it is neither split nor a pattern.
  test.each([
    ['local of a pattern', 'cp /x /y; p() { local x=$1; echo "$x"; }; p "/*"'],
    ['local of two words', 'p() { local x=$1; [ "$x" = "a b" ]; }; p "a b"'],
    ['export of what a command prints', 'export x=$(echo "a b"); [ "$x" = "a b" ]'],
    ['readonly of a pattern', 'touch /q1; v="/q*"; readonly x=$v; [ "$x" = "/q*" ]'],
  ])('%s', (_, script) => {
    expect(forecast(`${UNKNOWN}RUN set -eu; ${script}\n`)).toMatchObject({ outcome: 'builds' });
  });

  test.each([
    ['what is not set', 'p() { local x=$1; echo "$y"; }; p "/*"', 'sh: y: parameter not set'],
    ['no argument', 'p() { local x=$1; }; p', 'sh: 1: parameter not set'],
    [
      'a plain word',
      'p() { local x=$1; [ "$x" = a ]; }; p "a b"',
      'process did not complete successfully: exit code: 1',
    ],
  ])('%s', (_, script, prints) => {
    expect(forecast(`FROM alpine:3.19\nRUN set -eu; ${script}\n`)).toMatchObject({
      outcome: 'fails',
      because: { prints },
    });
  });
});

describe("packages of somebody else's repository", () => {
  const add = 'echo "https://example.org/package/alpine/v3.18/main" >> /etc/apk/repositories && apk add tool';
  test.each([
    ['in the list', `RUN ${add} && ln -s /dev/stdout /usr/local/tool/logs/access.log`],
    ['as an option', 'RUN apk add -X https://example.org/apk tool && touch /opt/tool/x'],
    [
      'not known',
      'RUN wget -qO- https://example.org/list >> /etc/apk/repositories && apk add tool && touch /opt/tool/x',
    ],
    ['with a tag', `RUN ${add.replace('"https', '"@own https')}@own && touch /opt/tool/x`],
  ])('may go anywhere: %s', (_, lines) => {
    expect(forecast(`FROM alpine:3.19\n${lines}\n`)).not.toMatchObject({ outcome: 'fails' });
  });

  test.each([
    ['of Alpine', 'RUN apk add tool && touch /opt/tool/x'],
    ['of a mirror', 'RUN apk add -X https://mirror.example.org/alpine/v3.18/main tool && touch /opt/tool/x'],
    [
      'of another branch',
      'RUN apk add -X https://dl-cdn.alpinelinux.org/alpine/edge/testing tool && touch /opt/tool/x',
    ],
  ])('those %s do not', (_, lines) => {
    expect(forecast(`FROM alpine:3.19\n${lines}\n`)).toMatchObject({
      outcome: 'fails',
      because: { prints: 'touch: /opt/tool/x: No such file or directory' },
    });
  });
});

describe('a folder of the context that is laid over another', () => {
  test.each([
    ['a folder over everything', 'ADD docker/ /', '/usr/local/bin/entrypoint.sh'],
    ['its name without a slash', 'COPY rootfs /', '/usr/local/bin/entrypoint.sh'],
    ['the whole context', 'COPY . /', '/usr/bin/entrypoint.sh'],
    ['over a part', 'COPY files/ /usr', '/usr/local/bin/entrypoint.sh'],
    ['an archive', 'ADD rootfs.tar.gz /', '/usr/local/bin/entrypoint.sh'],
  ])('%s may bring a program', (_, line, path) => {
    const text = `FROM alpine:3.19\n${line}\nENTRYPOINT ["${path}"]\n`;
    expect(forecast(text).start.outcome).not.toBe('fails');
  });

  test.each([
    ['a file', 'COPY run.sh /', '/usr/local/bin/entrypoint.sh'],
    ['an archive that stays one', 'ADD --unpack=false rootfs.tar.gz /', '/usr/local/bin/entrypoint.sh'],
    ['a folder elsewhere', 'COPY files/ /etc/', '/usr/local/bin/entrypoint.sh'],
  ])('%s does not', (_, line, path) => {
    const text = `FROM alpine:3.19\n${line}\nENTRYPOINT ["${path}"]\n`;
    expect(forecast(text).start.outcome).toBe('fails');
  });

  test('what an image is made of stays known', () => {
    expect(
      forecast('FROM alpine:3.19\nCOPY docker/ /\nRUN apk add --no-cache jq && cat /etc/alpine-release\n'),
    ).toMatchObject({
      outcome: 'builds',
    });
  });
});

describe('gosu', () => {
  // Seen with gosu 1.14 of Debian 12.
  test.each(['--version', '-v', '--help', '-h', "'-?'", '--version more'])('%s prints and ends', (words) => {
    expect(forecast(`${UNKNOWN}RUN gosu ${words}\n`)).toMatchObject({ outcome: 'builds' });
  });

  test.each(['', 'nobody', '--other'])('without a command it fails: %j', (words) => {
    expect(forecast(`${UNKNOWN}RUN gosu ${words}\n`)).toMatchObject({ outcome: 'fails' });
  });

  test('su-exec has no such word', () => {
    expect(forecast('FROM alpine:3.19\nRUN apk add --no-cache su-exec && su-exec --version\n')).not.toMatchObject({
      outcome: 'builds',
    });
  });
});

describe('the folder of an official image that anybody may write to', () => {
  test.each([
    ['php:8.3-fpm-alpine', 'www-data', 'touch a && rm a'],
    ['php:8.3-fpm-alpine', '1000', 'touch a && rm a'],
    ['php:8.3-cli-alpine', '1000', 'cd /var/www/html && touch a && rm a'],
    ['golang:1.27-alpine', '1000', 'mkdir x && rmdir x && touch src/a bin/b'],
  ])('%s as %s: %s', (image, user, script) => {
    expect(forecast(`FROM ${image}\nUSER ${user}\nRUN ${script}\n`)).toMatchObject({ outcome: 'builds' });
  });
});

describe('who has an account after usermod, userdel and their like', () => {
  const image = 'FROM node:22-alpine\nRUN apk add --no-cache shadow';
  test.each([
    'usermod -u 2000 node && groupmod -g 2000 node && adduser -D -u 1000 app',
    'userdel -r node && addgroup -g 1000 app',
    'groupmod -g 2000 node && addgroup -g 1000 app && adduser -D -u 1001 -G app app',
  ])('is not known: %s', (script) => {
    expect(forecast(`${image} && ${script}\n`).outcome).not.toBe('fails');
  });

  test.each(['usermod -aG root node', 'usermod -s /bin/sh node', 'usermod -a -G root node'])(
    '%s changes no number',
    (script) => {
      const { because } = forecast(`${image} && ${script} && adduser -D -u 1000 app\n`);
      expect(because?.prints).toBe("adduser: uid '1000' in use");
    },
  );
});

describe('the accounts of a branch before those that are listed', () => {
  test.each([
    ['3.8', 'addgroup -g 82 -S www-data && adduser -u 82 -D -S -G www-data www-data'],
    ['3.12', 'addgroup -g 82 -S www-data'],
    ['3.5', 'adduser -S -u 65534 other'],
  ])('of %s are not certain: %s', (branch, script) => {
    expect(forecast(`FROM alpine:${branch}\nRUN ${script}\n`).outcome).not.toBe('fails');
  });

  test.each([
    ['3.20', 'addgroup -g 82 -S www-data', "addgroup: group 'www-data' in use"],
    ['3.19', 'addgroup -g 82 -S web', "addgroup: gid '82' in use"],
    ['3.8', 'adduser -D app && adduser -D app', "adduser: user 'app' in use"],
  ])('in %s %s fails', (branch, script, prints) => {
    expect(forecast(`FROM alpine:${branch}\nRUN ${script}\n`)).toMatchObject({ outcome: 'fails', because: { prints } });
  });
});

describe('a key in the own .ssh of the account', () => {
  // Seen with OpenSSH 9.2: the folder is made with mode 0700, whatever HOME says.
  const ssh = 'apk add --no-cache openssh-keygen';
  const key = 'ssh-keygen -q -N "" -t rsa -f';
  test.each([
    [`${ssh} && ${key} /root/.ssh/id_rsa`],
    [`${ssh} && ${key} /root/.ssh/id_rsa && cp /root/.ssh/id_rsa.pub /root/.ssh/authorized_keys`],
    [`${ssh} && HOME=/tmp ${key} ~/.ssh/id_rsa`],
  ])('%s', (script) => {
    expect(forecast(`FROM alpine:3.19\nRUN ${script}\n`).outcome).not.toBe('fails');
  });

  test.each([
    [`${ssh} && ${key} /home/x/.ssh/id_rsa`],
    [`${ssh} && ${key} /root/ssh/id_rsa`],
    [`${ssh} && HOME=/tmp/x ${key} /tmp/x/.ssh/id_rsa`],
  ])('%s fails', (script) => {
    const data = { index: shippedIndex() };
    expect(forecast(`FROM alpine:3.19\nRUN ${script}\n`, { data })).toMatchObject({ outcome: 'fails' });
  });
});

describe('mv of a file to itself', () => {
  // Seen with BusyBox 1.36.1: it does nothing and ends with 0.
  test.each([
    'touch a && mv a /a && test -f /a',
    'touch a && mv a . && test -f a',
    'touch /a && cd / && mv /a a && test -f a',
  ])('%s', (script) => {
    expect(forecast(`FROM alpine:3.19\nRUN ${script}\n`)).toMatchObject({ outcome: 'builds' });
  });

  test.each(['touch a && mv a /no/a', 'mv b /b', 'touch a && mv a /etc/passwd/a'])('%s fails', (script) => {
    expect(forecast(`FROM alpine:3.19\nRUN ${script}\n`)).toMatchObject({ outcome: 'fails' });
  });
});

describe('what apk installs elsewhere, or from elsewhere', () => {
  const data = { index: shippedIndex() };
  test.each([
    ['RUN mkdir /r && apk --root /r --initdb add alpine-base\nRUN echo a > /r/etc/apk/repositories'],
    ['RUN mkdir -p /r/etc && apk add -p /r --initdb alpine-base\nRUN cat /r/etc/passwd'],
    ['RUN echo https://dl-cdn.alpinelinux.org/alpine/v3.4/main >> /etc/apk/repositories && apk add redis=3.2.11-r0'],
    [
      'RUN echo https://dl-cdn.alpinelinux.org/alpine/edge/testing >> /etc/apk/repositories\nRUN apk add redis=3.2.11-r0',
    ],
    ['RUN echo https://example.org/repo >> /etc/apk/repositories && apk add redis=3.2.11-r0'],
  ])('%s', (lines) => {
    expect(forecast(`FROM alpine:3.19\n${lines}\n`, { data }).outcome).not.toBe('fails');
  });

  test.each([
    ['RUN apk add redis=3.2.11-r0'],
    ['RUN sed -i s/dl-cdn.alpinelinux.org/mirrors.aliyun.com/ /etc/apk/repositories && apk add redis=3.2.11-r0'],
    ['RUN echo "# https://example.org/repo" >> /etc/apk/repositories && apk add redis=3.2.11-r0'],
  ])('%s fails', (lines) => {
    expect(forecast(`FROM alpine:3.19\n${lines}\n`, { data })).toMatchObject({ outcome: 'fails' });
  });
});

test.each(['time -f %e true', 'time -v -a -o /t true', 'time -p true && time true && ! time false'])('%s', (script) => {
  // Seen with BusyBox 1.36.1, whose `time` takes these options.
  expect(forecast(`FROM alpine:3.19\nRUN ${script}\n`).outcome).not.toBe('fails');
});

describe('own certificates', () => {
  const url = 'https://example.org/ca.crt';
  const folder = '/usr/local/share/ca-certificates';
  test.each([
    `apk add --no-cache ca-certificates && wget -O ${folder}/ca.crt ${url} && update-ca-certificates`,
    `apk add --no-cache ca-certificates curl && curl -fso ${folder}/ca.crt ${url}`,
    `apk add --no-cache ca-certificates && mkdir ${folder} || true`,
  ])('the package may bring their folder: %s', (script) => {
    const data = { index: shippedIndex() };
    expect(forecast(`FROM alpine:3.19\nRUN ${script}\n`, { data }).outcome).not.toBe('fails');
  });

  test.each([`wget -O ${folder}/ca.crt ${url}`, `echo a > ${folder}/a.crt`, `mkdir -p ${folder} && mkdir ${folder}`])(
    'nothing else does: %s',
    (script) => {
      expect(forecast(`FROM alpine:3.19\nRUN ${script}\n`)).toMatchObject({ outcome: 'fails' });
    },
  );
});

describe('what is piped, and what is asked about', () => {
  // Seen with BusyBox 1.36.1: sed takes -E without a value, sh -s its words from behind `--`, wget long options.
  const url = 'https://example.org/a';
  test.each([
    `V=$(wget -qO- ${url} | sed -E 's/.*([0-9]+)/\\1/')`,
    `wget -qO- ${url} | sed -E 's/a/b/' > /b && cat /b`,
    `wget -qO- ${url} | sh -s -- -b /usr/local/bin v1`,
    `wget -qO- ${url} | sh -s v1`,
    'echo "echo \\$1" | sh -es -- v1',
    `wget --output-document=/tmp/g ${url} && cat /tmp/g`,
    `wget --directory-prefix /tmp ${url} && cat /tmp/a`,
    `wget -O /a.zip ${url} && mkdir /x && unzip -d /x /a.zip`,
  ])('%s works', (script) => {
    expect(forecast(`FROM alpine:3.19\nRUN ${script}\n`).outcome).not.toBe('fails');
  });

  test.each([
    `curl -o /a.tgz ${url} && tar -xzf /a.tgz -C /tmp || exit 1`,
    `if curl -Lo /a.tgz ${url} && cat /a.tgz; then true; else exit 1; fi`,
    `curl -fo /a.tgz ${url} || (echo no && exit 1) && cat /a.tgz || (echo no && exit 1)`,
  ])('a program that may be there does its work: %s', (script) => {
    expect(forecast(`FROM alpine:3.22\nRUN apk add curl\nRUN ${script}\n`).outcome).not.toBe('fails');
  });

  test.each([
    'echo a | sed -E',
    'sh -e /nosuch',
    `wget -O /x/y ${url}`,
    'unzip -d /etc /nosuch.zip',
    'curl -V || exit 1',
  ])('%s fails', (script) => {
    expect(forecast(`FROM alpine:3.19\nRUN ${script}\n`)).toMatchObject({ outcome: 'fails' });
  });
});

describe('an archive that nobody can look into', () => {
  const start = (lines: string): string => forecast(lines).start.outcome;
  test.each([
    'FROM scratch\nADD bin/tool*.tar.gz /x\nENTRYPOINT ["/x/tool"]\n',
    'FROM scratch AS b\nADD bin/tool.tar.gz /x\nFROM alpine:3.19\nCOPY --from=b /x /srv/\nENTRYPOINT ["/srv/tool"]\n',
    'FROM scratch AS b\nADD tool_*_amd64.tgz /linux/amd64\nFROM alpine:3.19\nCOPY --from=b /linux/amd64 /\nENTRYPOINT ["/tool"]\n',
  ])('is unpacked into the folder that ADD names: %s', (lines) => {
    expect(start(lines)).not.toBe('fails');
  });

  test.each([
    'FROM alpine:3.19\nCOPY bin/tool.tar.gz /x\nENTRYPOINT ["/x/tool"]\n',
    'FROM alpine:3.19\nADD --unpack=false tool.tar.gz /x\nENTRYPOINT ["/x/tool"]\n',
    'FROM alpine:3.19\nADD tool.tar.gz /x\nENTRYPOINT ["/y/tool"]\n',
  ])('stays one, or lies elsewhere: %s', (lines) => {
    expect(start(lines)).toBe('fails');
  });
});

describe('a file of which only the name is known', () => {
  const step = (text: string) => forecast(text).steps.at(-1)?.outcome;
  test.each([
    'FROM alpine:3.19\nCOPY . /a\nRUN cd /a && sed -i s/bash/sh/ ./build.sh && ./build.sh\n',
    'FROM alpine:3.19\nCOPY . /a\nRUN echo "exit 0" >> /a/build.sh && /a/build.sh\n',
    'FROM alpine:3.19\nRUN apk add git && git clone https://example.org/a /a && sed -i s/a/b/ /a/b.sh && /a/b.sh\n',
  ])('keeps its mode when it is written to, and may be run: %s', (text) => {
    expect(step(text)).not.toBe('fails');
  });

  test.each([
    'FROM alpine:3.19\nRUN echo "exit 0" > /build.sh && /build.sh\n',
    'FROM alpine:3.19\nRUN mkdir /a && echo "exit 0" >> /a/build.sh && /a/build.sh\n',
    'FROM alpine:3.19\nCOPY <<EOF /a.sh\nexit 0\nEOF\nRUN sed -i s/0/1/ /a.sh && /a.sh\n',
  ])('is no program where it is made here: %s', (text) => {
    expect(step(text)).toBe('fails');
  });

  test('is there or not by the branch of its package', () => {
    const link = (branch: string) =>
      step(`FROM alpine:${branch}\nRUN apk add py3-pip\nRUN ln -s /usr/bin/pip3 /usr/bin/pip\n`);
    expect([link('3.11'), link('3.19'), link('3.20')]).toEqual(['ok', 'fails', 'fails']);
  });
});
