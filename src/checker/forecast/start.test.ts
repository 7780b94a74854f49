import { describe, expect, test } from 'vitest';
import { contextOf } from '../context-of.ts';
import { forecast } from './forecast.ts';
import { shippedIndex } from './shipped.ts';

const files: Readonly<Record<string, string>> = {
  'a.txt': 'hi\n',
  'run.sh': '#!/bin/sh\nexec tail -f /dev/null\n',
  'bash.sh': '#!/bin/bash\n',
  'entry.sh': '#!/bin/sh\nset -e\nexec /sbin/tini -- "$@"\n',
  'no-exec.sh': '#!/bin/sh\n/sbin/tini -- "$@"\n',
  'pass-on.sh': '#!/bin/sh\ntrap \'kill "$pid"; wait "$pid"; exit 143\' TERM\n"$@" &\npid=$!\nwait "$pid"\n',
  'deaf.sh': '#!/bin/sh\ntrap \'\' TERM\n"$@" &\nwait\n',
};
const context = { paths: Object.keys(files), read: (path: string) => files[path] };

function start(lines: string) {
  return forecast(`FROM alpine:3.19\n${lines}`, { context }).start;
}

/** Seen with Docker and Alpine 3.19.4. */
describe('what does not start', () => {
  test.each<[string, number, string]>([
    ['CMD ["nosuch"]', 127, 'exec: "nosuch": executable file not found in $PATH'],
    ['CMD ["./nosuch"]', 127, 'exec: "./nosuch": stat ./nosuch: no such file or directory'],
    ['CMD ["/etc"]', 126, 'exec: "/etc": permission denied'],
    ['CMD ["/etc/passwd"]', 126, 'exec: "/etc/passwd": permission denied'],
    ['COPY --chmod=755 a.txt /a\nCMD ["/a"]', 1, 'exec /a: exec format error'],
    ['COPY --chmod=755 bash.sh /a\nCMD ["/a"]', 1, 'exec /a: no such file or directory'],
    ['COPY --chmod=755 bash.sh /a\nCMD /a', 127, '/bin/sh: /a: not found'],
    ['CMD nosuch', 127, '/bin/sh: nosuch: not found'],
    ['ENV PATH=/nosuch\nCMD ["ls"]', 127, 'exec: "ls": executable file not found in $PATH'],
    ['COPY --chmod=755 run.sh /run.sh\nRUN rm -rf /lib\nCMD ["/run.sh"]', 1, 'exec /run.sh: no such file or directory'],
    ['RUN rm /lib/ld-musl-x86_64.so.1\nCMD ["ls"]', 1, 'exec /bin/ls: no such file or directory'],
    [
      'USER nosuch\nCMD ["id"]',
      125,
      'docker: Error response from daemon: unable to find user nosuch: no matching entries in passwd file',
    ],
    ['ENTRYPOINT []\nCMD []', 125, 'docker: Error response from daemon: No command specified'],
    ['COPY run.sh /run.sh\nCMD ["/run.sh"]', 126, 'exec: "/run.sh": permission denied'],
    ['CMD ["httpd", "-f"]', 127, 'exec: "httpd": executable file not found in $PATH'],
  ])('%s', (lines, exit, prints) => {
    expect(start(lines)).toMatchObject({ outcome: 'fails', exit, because: { prints } });
  });
});

/** Seen with Docker 26: the engine's rights are gone once the program runs. */
describe('a program that its user may not start', () => {
  const closed = 'RUN cp /bin/busybox /x && chmod 700 /x && mkdir -m 700 /d && cp /bin/busybox /d/x\nUSER nobody\n';
  test.each<[string, string, number | undefined]>([
    ['the engine starts it', 'CMD ["/x", "id"]', undefined],
    ['the engine finds it in a closed folder', 'ENV PATH=/d\nCMD ["x", "id"]', undefined],
    ['a shell does not', 'CMD /x id', 126],
    ['env does not', 'CMD ["env", "/x", "id"]', 126],
  ])('%s', (_, line, exit) => {
    const { outcome, exit: own } = start(closed + line);
    expect([outcome, own]).toEqual([exit === undefined ? 'starts' : 'fails', exit]);
  });

  test('the shell of a script cannot open it', () => {
    const text = 'FROM alpine:3.19\nCOPY --chmod=711 run.sh /r\nUSER nobody\nCMD ["/r"]\n';
    const result = forecast(text, { context, job: { runs: { file: 'run.sh' } } });
    expect(result.start.outcome).toBe('starts');
    expect(result.job).toMatchObject({
      outcome: 'fails',
      because: { prints: "/bin/sh: can't open '/r': Permission denied" },
    });
  });
});

describe('what starts, and what PID 1 is', () => {
  test.each<[string, string, string]>([
    ['CMD ["tail", "-f", "/dev/null"]', 'tail', 'kill'],
    ['CMD tail -f /dev/null', 'tail', 'kill'],
    ['CMD cd / && tail -f /dev/null', 'tail', 'kill'],
    ['CMD tail -f /dev/null || true', '/bin/sh', 'kill'],
    ['CMD tail -f /dev/null; true', '/bin/sh', 'kill'],
    ['CMD if true; then tail -f /dev/null; fi', 'tail', 'kill'],
    ['CMD exec tail -f /dev/null', 'tail', 'kill'],
    ['CMD ["nc", "-lk", "-p", "8080"]', 'nc', 'term'],
    ['CMD exec nc -lk -p 8080', 'nc', 'term'],
    ['STOPSIGNAL SIGHUP\nCMD ["nc", "-lk", "-p", "8080"]', 'nc', 'unknown'],
    ['CMD ["env", "A=1", "tail", "-f", "/dev/null"]', 'tail', 'kill'],
    ['COPY --chmod=755 run.sh /run.sh\nCMD ["/run.sh"]', 'tail', 'kill'],
    ['COPY run.sh /run.sh\nCMD ["sh", "/run.sh"]', 'tail', 'kill'],
  ])('%s', (lines, pid1, stops) => {
    expect(start(lines)).toMatchObject({ outcome: 'starts', pid1, stops, given: [] });
  });
});

/** Each seen with Docker 26, Alpine 3.19.4 and the tini-static of Debian 13. */
describe('with the tini of Debian', () => {
  const job = { runs: { file: 'run.sh' }, stays: '4s', stop: { signal: 'TERM' } };
  const judged = (lines: string) => {
    const text = `FROM debian:13-slim AS init
RUN apt-get update && apt-get install -y --no-install-recommends tini
FROM alpine:3.19
COPY --from=init /usr/bin/tini-static /sbin/tini
COPY --chmod=755 *.sh /
${lines}
`;
    const { start: begun, job: done } = forecast(text, { context, job });
    return [begun.pid1, begun.init, begun.stops, done.outcome];
  };

  test.each<[string, ...unknown[]]>([
    ['ENTRYPOINT ["/sbin/tini", "--"]\nCMD ["/run.sh"]', '/sbin/tini', true, 'term', 'done'],
    ['ENTRYPOINT /sbin/tini -- /run.sh', '/sbin/tini', true, 'term', 'done'],
    ['RUN mv /sbin/tini /init\nENTRYPOINT ["/init", "--", "/run.sh"]', '/init', true, 'term', 'done'],
    ['ENTRYPOINT ["/entry.sh"]\nCMD ["/run.sh"]', '/sbin/tini', true, 'term', 'done'],
    ['ENTRYPOINT ["/no-exec.sh"]\nCMD ["/run.sh"]', '/no-exec.sh', false, 'kill', 'fails'],
    ['ENTRYPOINT ["/pass-on.sh"]\nCMD ["/run.sh"]', '/pass-on.sh', false, 'term', 'done'],
    ['ENTRYPOINT ["/deaf.sh"]\nCMD ["/run.sh"]', '/deaf.sh', false, 'kill', 'fails'],
    ['CMD /run.sh && /sbin/tini --version', '/bin/sh', false, 'kill', 'fails'],
    ['CMD (cd / && exec /sbin/tini -- /run.sh)', '/sbin/tini', true, 'term', 'done'],
    ['CMD (/sbin/tini -- /run.sh); true', '/bin/sh', false, 'kill', 'fails'],
    ['COPY --chmod=755 run.sh /sbin/tini\nENTRYPOINT ["/sbin/tini"]', 'tail', false, 'kill', 'fails'],
    ['CMD ["/sbin/tini", "--", "sh", "-c", "/run.sh &"]', '/sbin/tini', true, 'term', 'fails'],
    ['CMD ["/sbin/tini", "--", "sh", "-c", "/run.sh & wait"]', '/sbin/tini', true, 'term', 'done'],
    ['CMD ["/sbin/init", "/run.sh"]', '/sbin/init', undefined, 'unknown', 'fails'],
    ['RUN echo ::respawn:/run.sh > /etc/inittab\nCMD ["/sbin/init"]', '/sbin/init', undefined, 'unknown', 'unknown'],
    ['CMD ["/sbin/tini", "--reap", "--", "/run.sh"]', '/sbin/tini', true, 'term', 'fails'],
    ['CMD ["/sbin/tini", "-vg", "-e143", "-p", "SIGTERM", "--", "/run.sh"]', '/sbin/tini', true, 'term', 'done'],
  ])('%s', (lines, ...expected) => {
    expect(judged(lines)).toEqual(expected);
  });
});

/** Seen with dumb-init 1.2.5 and catatonit 0.1.7 of Debian 12, and tini 0.19.0. */
describe('an init whose program cannot be started', () => {
  test.each<[string, string, number]>([
    ['dumb-init', 'dumb-init -- /etc/passwd', 2],
    ['dumb-init', 'dumb-init', 1],
    ['catatonit', 'catatonit /etc/passwd', 1],
    ['catatonit', 'catatonit --', 1],
    ['tini', 'tini-static -- /etc/passwd', 126],
    ['tini', 'tini-static --', 1],
  ])('%s: %s ends with %i', (package_, command, exit) => {
    const text = `FROM debian:13-slim\nRUN apt-get update && apt-get install -y ${package_}\nRUN ${command}\n`;
    expect(forecast(text).steps.at(-1)).toMatchObject({ outcome: 'fails', exit });
  });

  test.each<[string, number]>([
    ['catatonit', 1],
    ['tini-static', 127],
  ])('%s in an image where the program is not: %i', (init, exit) => {
    const text = `FROM debian:13-slim AS init
RUN apt-get update && apt-get install -y tini catatonit
FROM alpine:3.19
COPY --from=init /usr/bin/${init} /init
RUN /init -- nosuch
`;
    expect(forecast(text).steps.at(-1)).toMatchObject({ outcome: 'fails', exit });
  });
});

/** A learner tries the program where it is built. */
describe('a RUN of the program that the job is about', () => {
  const job = {
    runs: { made: 'p' },
    with: ['/etc/services'],
    needs: { reads: ['/etc/services'] },
    ends: { exit: [0] },
  };
  test.each<[string, boolean]>([
    ['p /etc/services', true],
    ['p /etc/hosts', false],
    ['rm /etc/services && p /etc/services', false],
  ])('%s: decided %s', (command, decided) => {
    const { steps } = forecast(
      `FROM alpine:3.19\nCOPY a.txt Makefile\nRUN apk add --no-cache make && make\nRUN ${command}\n`,
      {
        context,
        job,
        contracts: [{ run: 'make', makes: [{ path: '/usr/bin/p', mode: 0o755 }] }],
      },
    );
    expect(steps.at(-1)?.given.length === 0).toBe(decided);
  });
});

describe('what the job reads', () => {
  const job = { runs: { file: 'run.sh' }, needs: { reads: ['/etc/note', '/srv'] }, ends: { exit: [0] } };
  const text = (line: string): string =>
    `FROM alpine:3.19\nCOPY a.txt /etc/known\nRUN ${line}\nCOPY --chmod=755 run.sh /run.sh\nCMD ["/run.sh"]\n`;
  const files = contextOf({ 'run.sh': '#!/bin/sh\ncat /etc/note\n', 'a.txt': 'a=1\n' });
  test.each<[string, string, string | undefined]>([
    ['echo 1 > /etc/note', 'done', undefined],
    ['grep a /etc/known > /etc/note', 'done', undefined],
    ['date > /etc/note', 'done', undefined],
    [': > /etc/note', 'fails', '/etc/note is empty'],
    ["grep -P 'a' /etc/known > /etc/note || true", 'fails', '/etc/note is empty'],
    ['nosuch > /etc/note; true', 'fails', '/etc/note is empty'],
    ['mkdir /etc/note', 'done', undefined],
    ['true', 'fails', '/etc/note: No such file or directory'],
  ])('%s: %s', (line, outcome, prints) => {
    const { job: verdict } = forecast(text(line), { context: files, job });
    expect(verdict.outcome).toBe(outcome);
    expect(verdict.because?.prints).toBe(prints);
  });
});

describe('a container that starts a program which the script would call', () => {
  const job = { runs: { file: 'run.sh' }, needs: { commands: ['jq', 'git'] }, ends: { exit: [0] } };
  const files = contextOf({ 'run.sh': '#!/bin/sh\nexec jq --version\n' });
  test.each<[string, string]>([
    ['["jq", "--version"]', 'fails'],
    ['["git"]', 'fails'],
    ['exec jq . /etc/hosts', 'fails'],
    ['["git", "x"]', 'unknown'],
    ['["nosuch"]', 'fails'],
    ['["/run.sh"]', 'done'],
    ['["sh", "-c", "jq --version; /run.sh"]', 'done'],
  ])('CMD %s: %s', (command, outcome) => {
    const text = `FROM alpine:3.19\nRUN apk add --no-cache git jq\nCOPY --chmod=755 run.sh /run.sh\nCMD ${command}\n`;
    expect(forecast(text, { context: files, job, data: { index: shippedIndex() } }).job.outcome).toBe(outcome);
  });
});

/** Seen with Docker 26 and tini 0.19.0: the kernel starts the init with the script as its last word. */
test.each<[string, boolean | undefined]>([
  ['#!/sbin/tini /bin/sh\\nexec tail -f /dev/null', true],
  ['#!/sbin/tini-static /bin/sh\\nexec tail -f /dev/null', false],
  ['#!/bin/sh\\nexec tail -f /dev/null', false],
  ['#!/bin/sh\\n#!/sbin/tini\\nexec tail -f /dev/null', false],
])('an init in the first line of a script: %s', (script, init) => {
  const lines = `RUN apk add --no-cache tini && printf '${script}\\n' > /e && chmod +x /e\nCMD ["/e"]\n`;
  const { start: found } = forecast(`FROM alpine:3.19\n${lines}`, { context, data: { index: shippedIndex() } });
  expect(found.outcome === 'fails' ? false : found.init).toBe(init);
});

describe('what the job ends with at its stop signal', () => {
  const job = { runs: { file: 'run.sh' }, stays: '4s', stop: { signal: 'TERM', exit: [143] } };
  test.each<[string, string]>([
    ['ENTRYPOINT ["/sbin/tini", "--"]', 'done'],
    ['STOPSIGNAL 15\nENTRYPOINT ["/sbin/tini", "-g", "--"]', 'done'],
    ['ENTRYPOINT ["/sbin/tini", "-e", "1", "--"]', 'done'],
    ['STOPSIGNAL SIGINT\nENTRYPOINT ["/sbin/tini", "--"]', 'fails'],
    ['STOPSIGNAL QUIT\nENTRYPOINT ["/sbin/tini", "--"]', 'fails'],
    ['ENTRYPOINT ["/sbin/tini", "-e", "143", "--"]', 'fails'],
  ])('%s', (lines, outcome) => {
    const text = `FROM alpine:3.19\nRUN apk add --no-cache tini\nCOPY --chmod=755 run.sh /r\n${lines}\nCMD ["/r"]\n`;
    expect(forecast(text, { context, job, data: { index: shippedIndex() } }).job.outcome).toBe(outcome);
  });
});

test.each<[string, string]>([
  ['COPY run.sh /a/\nCMD . /a/run.sh', 'done'],
  ['COPY run.sh /a/\nCMD cd /a && . ./run.sh', 'done'],
  ['COPY run.sh /a/\nCMD . /b/run.sh', 'fails'],
  ['COPY run.sh /a/\nCMD test -f /a/run.sh', 'fails'],
])('a job that a shell reads in: %s', (lines, outcome) => {
  const job = { runs: { file: 'run.sh' } };
  expect(forecast(`FROM alpine:3.19\n${lines}\n`, { context, job }).job.outcome).toBe(outcome);
});

test.each<[string, string]>([
  ['COPY run.sh /t\nRUN tr -d "\\r" < /t > /r && chmod +x /r\nCMD ["/r"]', 'done'],
  ['COPY run.sh /r\nRUN sed -i "s/\\r\\$//" /r && chmod +x /r\nCMD ["/r"]', 'done'],
  ['COPY run.sh /t\nRUN tr -d x < /t > /r && chmod +x /r\nCMD ["/r"]', 'fails'],
  ['COPY --chmod=755 run.sh /r\nCMD ["su", "nobody", "-s", "/bin/sh", "-c", "/r"]', 'done'],
  ['COPY --chmod=755 run.sh /r\nCMD ["su", "nobody", "-c", "/r"]', 'fails'],
  ['COPY run.sh /r\nCMD ["sh", "/r"]', 'done'],
  ['COPY run.sh /r\nCMD ["sh", "-e", "/r"]', 'done'],
  ['COPY run.sh /r\nCMD ["sh", "-n", "/r"]', 'fails'],
  ['COPY run.sh /r\nRUN sh -n /r && chmod +x /r\nCMD ["/r"]', 'done'],
  ['RUN adduser -D a\nCOPY --chmod=755 run.sh /r\nCMD ["su", "a", "-c", "/r"]', 'done'],
])('the job, written anew or by another user: %s', (lines, outcome) => {
  const job = { runs: { file: 'run.sh' } };
  expect(forecast(`FROM alpine:3.19\n${lines}\n`, { context, job }).job.outcome).toBe(outcome);
});

/** Seen with Docker 26. */
test.each<[string, string]>([
  ['ENTRYPOINT ["/r"]\nCMD ["/etc/hosts"]', 'done'],
  ['ENTRYPOINT ["/r"]\nCMD /etc/hosts', 'fails'],
  ['ENTRYPOINT /r /etc/hosts', 'done'],
  ['ENTRYPOINT ["/r", "-v"]\nCMD ["/etc/hosts"]', 'done'],
])('a command in shell form behind an entrypoint: %s', (lines, outcome) => {
  const job = { runs: { file: 'run.sh' }, with: ['/etc/hosts'] };
  const text = `FROM alpine:3.19\nCOPY --chmod=755 run.sh /r\n${lines}\n`;
  expect(forecast(text, { context, job }).job.outcome).toBe(outcome);
});

/** Seen with BusyBox 1.36.1. */
test.each<[string, string | null | undefined]>([
  ['su nobody -s /bin/sh -c /r', 'a'],
  ['su - nobody -s /bin/sh -c /r', null],
  ['su -l nobody -s /bin/sh -c /r', null],
  ['su -p nobody -s /bin/sh -c /r', 'a'],
])('what %s leaves of the environment', (command, value) => {
  const job = { runs: { file: 'run.sh' } };
  const text = `FROM alpine:3.19\nENV A=a\nCOPY --chmod=755 run.sh /r\nCMD ${command}\n`;
  expect(forecast(text, { context, job }).start.run?.env('A')).toBe(value);
});

describe('a program of which nothing is known but its name', () => {
  const COPIED = 'COPY a.sh /a.sh\nRUN chmod +x /a.sh\n';

  test.each([
    `FROM ruby:3.4-alpine3.22\n${COPIED}ENTRYPOINT ["/a.sh"]`,
    `FROM alpine:3.19\n${COPIED}ENTRYPOINT ["/a.sh"]\nCMD ["-v"]`,
    `FROM alpine:3.19\n${COPIED}CMD /a.sh`,
    `FROM alpine:3.19\n${COPIED}CMD exec /a.sh`,
    'FROM alpine:3.22\nCOPY e.sh /srv/e.sh\nRUN chmod +x /srv/e.sh\nUSER nobody\nENTRYPOINT ["/srv/e.sh"]',
    'FROM alpine:3.19\nCOPY --chmod=755 a.sh /usr/local/bin/\nENTRYPOINT ["a.sh"]',
    'FROM alpine:3.19\nRUN wget -qO /a https://a.example && chmod +x /a\nCMD ["/a"]',
    'FROM alpine:3.19\nADD --chmod=755 https://a.example/a /a\nCMD ["/a"]',
    `FROM alpine:3.19\n${COPIED}RUN apk add --no-cache tini\nENTRYPOINT ["/sbin/tini", "--", "/a.sh"]`,
    `FROM alpine:3.19 AS a\n${COPIED}FROM alpine:3.19\nCOPY --from=a /a.sh /b\nCMD ["/b"]`,
  ])('%s starts if it can be started', (text) => {
    const { outcome, given } = forecast(`${text}\n`).start;
    expect([outcome, given.some((each) => each.endsWith('can be started: what is in it is not known'))]).toEqual([
      'starts',
      true,
    ]);
  });

  test.each([
    'FROM ruby:3.4-alpine3.22\nCOPY . .\nRUN chmod +x /a.sh\nENTRYPOINT ["/a.sh"]',
    'FROM alpine:3.19\nCOPY . /\nENTRYPOINT ["/docker-entrypoint.sh"]',
    'FROM alpine:3.19\nRUN [ "$(wget -qO- a.example)" = b ] && printf "#!/bin/sh\\n" > /a && chmod +x /a\nCMD ["/a"]',
    'FROM alpine:3.19\nRUN if wget -q a.example; then printf "#!/bin/sh\\n" > /a; chmod +x /a; fi\nCMD ["/a"]',
    'FROM example/x\nRUN make\nCMD ["/a"]',
    'FROM alpine:3.19\nCOPY . /\nENTRYPOINT ["docker-entrypoint.sh"]\nCMD ["--port=1"]',
    'FROM alpine:3.19\nCOPY rootfs /usr/local/bin\nENTRYPOINT ["docker-entrypoint.sh"]\nCMD ["serve"]',
    'FROM alpine:3.19\nCOPY . /\nENTRYPOINT ["/docker-php-entrypoint"]\nCMD ["-v"]',
  ])('%s is not known', (text) => {
    const { outcome, given } = forecast(`${text}\n`).start;
    expect(outcome === 'unknown' || given.length > 0).toBe(true);
  });

  test.each([
    'FROM alpine:3.19\nCMD ["sleep", "1"]',
    'FROM alpine:3.19\nCOPY --chmod=755 run.sh /r\nCMD ["/r"]',
    'FROM alpine:3.19\nRUN cp /bin/busybox /x\nCMD ["/x", "sh"]',
    'FROM alpine:3.19\nRUN printf "#!/bin/sh\\nexec sleep 1\\n" > /a && chmod +x /a\nCMD ["/a"]',
    'FROM node:24-alpine\nCMD ["node", "server.js"]',
  ])('%s starts', (text) => {
    expect(forecast(`${text}\n`, { context }).start).toMatchObject({ outcome: 'starts', given: [] });
  });
});

test.each([
  ['CMD ["sh"]', 'kill'],
  ['CMD ["sh", "-l"]', 'kill'],
  ['RUN echo "sleep 100" > /a.sh\nCMD ["sh", "/a.sh"]', 'kill'],
  // Nobody has read these: each may end by becoming a program that takes the signal.
  ['COPY run.sh unread/ /app/\nCMD ["sh", "/app/start.sh"]', 'unknown'],
  ['COPY run.sh unread/ /app/\nCMD sh /app/start.sh', 'unknown'],
  ['COPY run.sh unread/ /app/\nCMD ["ash", "-e", "/app/start.sh"]', 'unknown'],
])('how a shell takes the stop signal, by what it reads: %s', (lines, stops) => {
  expect(forecast(`FROM alpine:3.19\n${lines}\n`).start.stops).toBe(stops);
});
