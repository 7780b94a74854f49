/** Dockerfiles of n parts: instructions, stages, options, commands, nested or one behind the other. */

const list = (n: number, f: (i: number) => string): string => Array.from({ length: n }, (_, i) => f(i)).join('');
const ALPINE = 'FROM alpine:3.24\n';
/** A stage with as many packages, for other stages to stand on. */
const withPackages = (n: number, image = 'alpine:3.24', options = ''): string =>
  `FROM ${image} AS s\nRUN apk add --no-cache ${options}${list(n, (i) => `a${i} `)}\n`;
/** Stages on it that do something each. */
const onPackages = (n: number, lines: (i: number) => string, image?: string, options?: string): string =>
  withPackages(n, image, options) + list(n, (i) => `FROM s\n${lines(i)}\n`);

export const structures: Readonly<Record<string, (n: number) => string>> = {
  brace: (n) => ALPINE + 'RUN a' + '{a,'.repeat(n),
  brace1: (n) => ALPINE + 'RUN a' + '{'.repeat(n),
  paren: (n) => ALPINE + 'RUN a ' + '('.repeat(n),
  tz: (n) =>
    ALPINE + 'RUN apk add --no-cache tzdata && cp /usr/share/zoneinfo/America/NewYork /etc/localtime\n'.repeat(n),
  eof: (n) => ALPINE + 'RUN <<EOF\n' + 'EOF\n'.repeat(n),
  xy: (n) => ALPINE + 'COPY ' + 'x y '.repeat(n) + '/a/\n',
  semi: (n) => ALPINE + 'RUN a' + '; a '.repeat(n),
  froms: (n) => list(n, (i) => `FROM alpine${i}:3.24\n`),
  froms2: (n) => list(n, (i) => `FROM alpine:3.24 AS a${i}\n`) + 'RUN apk add git\n',
  mounts: (n) => ALPINE + 'RUN ' + list(n, (i) => `--mount=type=cache,target=/c${i} `) + 'rm -rf /a\n',
  mountsRm: (n) =>
    ALPINE + 'RUN ' + list(n, (i) => `--mount=type=cache,target=/c${i} `) + list(n, (i) => `rm -rf /a${i}; `) + '\n',
  mountsRmLines: (n) => ALPINE + list(n, (i) => `RUN --mount=type=cache,target=/c${i} rm -rf /a${i}\n`),
  mountRefs: (n) => ALPINE + 'RUN ' + list(n, (i) => `--mount=from=x${i},target=/c${i} `) + 'true\n',
  labels: (n) => ALPINE + 'LABEL ' + list(n, (i) => `a${i}=b `) + '\n',
  envs: (n) => ALPINE + 'ENV ' + list(n, (i) => `a${i}=$a${i} `) + '\n',
  args: (n) => list(n, (i) => `ARG a${i}=\${a${i - 1}}\n`) + ALPINE,
  apkdelglob: (n) =>
    ALPINE + 'RUN apk add ' + list(n, (i) => `a${i} `) + ' && apk del ' + list(n, (i) => `b*${i} `) + '\n',
  apkgroups: (n) => ALPINE + list(n, (i) => `RUN apk add -t .b${i} gcc && apk del .b${i}\n`),
  apkgroupsopen: (n) => ALPINE + list(n, (i) => `RUN apk add -t .b${i} gcc\n`),
  apkdel1: (n) =>
    ALPINE + 'RUN apk add -t .b ' + list(n, (i) => `a${i} `) + ' && apk del ' + list(n, (i) => `a${i} `) + '\n',
  apkopts: (n) => ALPINE + 'RUN apk add ' + '-t .b '.repeat(n) + 'git\n',
  apkX: (n) => ALPINE + 'RUN apk add ' + list(n, (i) => `-X http://a/edge/${i} `) + 'git\n',
  copies1: (n) => ALPINE + 'COPY ' + list(n, (i) => `a${i} `) + '/a/\n',
  rmmany: (n) => ALPINE + 'COPY ' + list(n, (i) => `a${i} `) + '/a/\nRUN rm ' + list(n, (i) => `/a/a${i} `) + '\n',
  chown: (n) => ALPINE + 'COPY ' + list(n, (i) => `a${i} `) + '/a/\nRUN chown a ' + list(n, (i) => `/a/a${i} `) + '\n',
  curls: (n) => ALPINE + list(n, (i) => `RUN curl -o a${i} http://x/a${i} && tar xf a${i}\n`),
  curls1: (n) => ALPINE + 'RUN ' + list(n, (i) => `curl -o a${i} http://x/a${i} && `) + 'tar xf a\n',
  curlpipe: (n) => ALPINE + 'RUN ' + list(n, (i) => `curl http://x/a${i} | sh; `) + '\n',
  curlpipe2: (n) => ALPINE + 'RUN ' + list(n, (i) => `curl http://x/a${i} | `) + 'sh\n',
  curlchk: (n) =>
    ALPINE + list(n, (i) => `RUN curl -o a${i} http://x/a${i}\nRUN sha256sum -c a${i}\nRUN chmod +x a${i}\n`),
  adds: (n) =>
    ALPINE + list(n, (i) => `ADD http://x/a${i}.tar.gz /a${i}.tar.gz\nRUN sha256sum -c x && tar xf /a${i}.tar.gz\n`),
  users: (n) => ALPINE + list(n, (i) => `RUN adduser u${i} && addgroup u${i}\nUSER u${i}\n`),
  expose: (n) => ALPINE + list(n, (i) => `EXPOSE ${i}\n`),
  onbuild: (n) => ALPINE + list(n, (i) => `ONBUILD RUN apk add a${i}\n`),
  cmds: (n) => ALPINE + list(n, (i) => `CMD ["a${i}"]\nENTRYPOINT ["b"]\n`),
  cmds2: (n) => ALPINE + 'ENTRYPOINT ["b"]\n'.repeat(n) + 'CMD a\n',
  health: (n) => ALPINE + 'HEALTHCHECK CMD wget localhost\n'.repeat(n),
  heredocs: (n) => ALPINE + list(n, (i) => `RUN <<E${i}\napk add git\nE${i}\n`),
  heredocs1: (n) => ALPINE + 'COPY ' + list(n, (i) => `<<E${i} `) + '/a/\n' + list(n, (i) => `x\nE${i}\n`),
  subst: (n) => ALPINE + 'RUN a ' + '$(a '.repeat(n) + ')'.repeat(n),
  substflat: (n) => ALPINE + 'RUN a ' + '$(a) '.repeat(n),
  backq: (n) => ALPINE + 'RUN a ' + '`a` '.repeat(n),
  quotesub: (n) => ALPINE + 'RUN a ' + '"$('.repeat(n) + ')"'.repeat(n),
  ifs: (n) => ALPINE + 'RUN ' + 'if a; then '.repeat(n) + 'b' + '; fi'.repeat(n),
  groups: (n) => ALPINE + 'RUN ' + '{ '.repeat(n) + 'a; ' + '} '.repeat(n),
  subsh: (n) => ALPINE + 'RUN ' + '( '.repeat(n) + 'a' + ') '.repeat(n),
  shc: (n) => ALPINE + 'RUN sh -c "' + "sh -c '".repeat(n),
  funcs: (n) => ALPINE + 'RUN ' + list(n, (i) => `f${i}() { a; }; f${i}; `),
  cds: (n) => ALPINE + 'RUN ' + 'cd a && '.repeat(n) + 'b',
  pipes: (n) => ALPINE + 'RUN ' + 'a | '.repeat(n) + 'b',
  ands: (n) => ALPINE + 'RUN ' + 'apk add git && '.repeat(n) + 'b',
  ors: (n) => ALPINE + 'RUN ' + 'a || '.repeat(n) + 'b',
  exports: (n) => ALPINE + 'RUN ' + list(n, (i) => `export a${i}=$a${i - 1}; `),
  fors: (n) => ALPINE + 'RUN ' + 'for i in $(a); do b; done; '.repeat(n),
  cases: (n) => ALPINE + 'RUN case a in ' + list(n, (i) => `a${i}) b;; `) + 'esac',
  comments: (n) => ALPINE + '# belay ignore=a,b,c\n'.repeat(n) + 'RUN a\n',
  ignoreids: (n) => ALPINE + '# belay ignore=' + 'a,'.repeat(n) + 'b\nRUN a\n',
  commentsin: (n) => ALPINE + 'RUN a \\\n' + '# c\n'.repeat(n) + 'b\n',
  emptyin: (n) => ALPINE + 'RUN a \\\n' + '\n'.repeat(n) + 'b\n',
  targets: (n) => list(n, (i) => `# belay target=s${i}\n`) + list(n, (i) => `FROM alpine AS s${i}\n`) + 'FROM alpine\n',
  fromchain: (n) =>
    'FROM alpine:3.24 AS s0\n' +
    list(n, (i) => `FROM s${i} AS s${i + 1}\nRUN apk add -t .b gcc && apk del .b\nCOPY a /b\nRUN chown -R a /b\n`),
  unknowncopies: (n) => list(n, (i) => `FROM alpine AS s${i}\nCOPY --from=x${i} /a /a\n`),
  wheel: (n) => list(n, (i) => `FROM python:3.13-alpine AS s${i}\nRUN pip install torch\n`),
  locs: (n) => ALPINE + list(n, (i) => `RUN ln -sf /dev/stdout /var/log/a${i}.log\n`),
  repos: (n) =>
    ALPINE +
    list(
      n,
      (i) => `RUN echo "http://dl-cdn.alpinelinux.org/alpine/edge/main" >> /etc/apk/repositories && apk add a${i}\n`,
    ),
  scripts: (n) => ALPINE + list(n, (i) => `COPY a${i}.sh /a${i}.sh\nRUN chmod +x /a${i}.sh && /a${i}.sh\n`),
  npm: (n) => 'FROM node:24-alpine\n' + list(n, (i) => `COPY package${i}.json .\nRUN npm install\n`),
  go: (n) =>
    'FROM golang:1.24-alpine AS b\n' +
    list(n, (i) => `RUN go build -o /a${i} .\n`) +
    'FROM alpine:3.24\n' +
    list(n, (i) => `COPY --from=b /a${i} /a${i}\n`),
  cgo: (n) =>
    list(
      n,
      (i) => `FROM golang:1.24-alpine AS b${i}\nRUN go build -o /a .\nFROM alpine:3.24\nCOPY --from=b${i} /a /a\n`,
    ),
  gcc: (n) => ALPINE + list(n, (i) => `RUN apk add --no-cache gcc && gcc -o /a${i} a.c\n`),
  singles: (n) =>
    'FROM golang:1.24-alpine\n' + list(n, (i) => `COPY a${i} .\nRUN go build -o /a${i} .\n`) + 'CMD ["/a1"]\n',
  workafter: (n) => ALPINE + list(n, (i) => `RUN adduser -D u${i}\nUSER u${i}\nRUN apk add a${i}\n`),
  pip: (n) => 'FROM python:3.13-alpine\n' + list(n, (i) => `RUN pip install a${i} && rm -rf /root/.cache/pip\n`),
  venv: (n) =>
    'FROM python:3.13-alpine AS a\n' +
    list(n, (i) => `RUN python -m venv /v${i} && /v${i}/bin/pip install x\n`) +
    'FROM python:3.13-alpine\n' +
    list(n, (i) => `COPY --from=a /v${i} /w${i}\n`),
  tzs: (n) =>
    ALPINE +
    list(
      n,
      () => `ENV TZ=Europe/Berlin\nRUN apk add tzdata && cp /usr/share/zoneinfo/UTC /etc/localtime && apk del tzdata\n`,
    ),
  installs: (n) => ALPINE + list(n, (i) => `RUN apk add -t .b gcc && apk add c${i} && apk del .b\n`),
  apts: (n) => ALPINE + list(n, (i) => `RUN apt-get update && apt-get install -y a${i} && apt-get clean\n`),
  dash: (n) => ALPINE + 'RUN apk add ' + list(n, (i) => `--opt${i} `) + 'a\n',
  gnu: (n) => ALPINE + list(n, (i) => `RUN grep --opt${i} a && date -d tomorrow && sed --x${i} a\n`),
  vols: (n) => ALPINE + list(n, (i) => `VOLUME /a${i}\nRUN touch /a${i}/x\n`),
  secrets: (n) => ALPINE + list(n, (i) => `ENV TOKEN${i}=abcdef\nARG PASSWORD${i}\n`),
  copyStages: (n) => ALPINE + list(n, (i) => `COPY --from=${i} /a /a\n`),
  addr: (n) => ALPINE + 'RUN a ' + 'a://b:c'.repeat(n) + '@',
  words: (n) => ALPINE + 'RUN a' + '\\\n'.repeat(n) + ' b',
  jsonform: (n) => ALPINE + 'CMD [' + "'a',".repeat(n) + '\n',
  redirects: (n) => ALPINE + `RUN curl https://x/a ${'>a '.repeat(n)}`,
  workdirs: (n) => ALPINE + 'WORKDIR a\n'.repeat(n),
  copyingStages: (n) => list(n, (i) => `FROM alpine:3.24 AS s${i}\nCOPY --from=s${i - 1} /a /a\n`),
  ignores: (n) => ALPINE + '# belay ignore=apk-no-cache\nRUN apk add git\n'.repeat(n),
  ignoresOfOne: (n) => ALPINE + '# belay ignore=apk-no-cache\n'.repeat(n) + 'RUN apk add git\n',
  fixesOfOneText: (n) => ALPINE + 'RUN apk add git && echo "$HOME" && [ a == b ]\nUSER app:x;id\n'.repeat(n),
  stagesOnPackages: (n) =>
    'FROM alpine:3.24 AS s\nRUN apk add ' + list(n, (i) => `a${i} `) + '\n' + 'FROM s\nRUN true\n'.repeat(n),
  // Twice as many, so that a square costs enough to be seen.
  stagesThatAdd: (n) => onPackages(2 * n, (i) => `RUN apk add b${i}`),
  stagesThatDelete: (n) => onPackages(2 * n, (i) => `RUN apk del a${i}`),
  stagesThatDeletePatterns: (n) => onPackages(2 * n, (i) => `RUN apk del 'a${i}*'`),
  stagesThatDeleteAGroup: (n) => onPackages(2 * n, () => 'RUN apk del .b', undefined, '-t .b '),
  stagesOnStagesThatAdd: (n) =>
    withPackages(2 * n).replace(' AS s', ' AS s0') +
    list(2 * n, (i) => `FROM s${i} AS s${i + 1}\nRUN apk add b${i} && gcc -o /a a.c\n`),
  stagesBesideStagesThatAdd: (n) =>
    withPackages(2 * n).replace(' AS s', ' AS s0') +
    list(2 * n, (i) => `FROM s${i}\nRUN apk add c${i}\nFROM s${i} AS s${i + 1}\nRUN apk add b${i}\n`),
  stagesWithPip: (n) => onPackages(2 * n, (i) => `RUN apk add py3-pip b${i} && pip install x`),
  stagesWithHealth: (n) => onPackages(2 * n, (i) => `RUN apk add b${i}\nHEALTHCHECK CMD redis-cli ping`),
  stagesWithLogs: (n) => onPackages(2 * n, (i) => `RUN apk add b${i} && ln -sf /dev/stdout /var/log/nginx/a.log`),
  stagesWithLibraries: (n) =>
    onPackages(2 * n, (i) => `RUN apk add -t .d zlib-dev b${i} && gcc -lz a.c && apk del .d\nCOPY --from=s /a /a`),
  stagesWithPrograms: (n) =>
    onPackages(2 * n, (i) => `RUN apk add b${i} && go build -o /a .\nCMD ["/a"]`, 'golang:1.25-alpine'),
  stagesThatAsk: (n) =>
    onPackages(2 * n, (i) => `RUN apk add b${i} && bash -c x && curl x\nENTRYPOINT ["tini", "--", "x"]`),
  hadolintIgnores: (n) => ALPINE + '# hadolint ignore=DL3018\nRUN apk add git\n'.repeat(n),
};
