import type { Command } from '../shell/call.ts';
import { ACCOUNT_COMMANDS } from './accounts.ts';
import { SHADOW_COMMANDS } from './shadow-accounts.ts';
import { as, ld } from './assemble.ts';
import { updateCertificates } from './certificates.ts';
import { compile, strip } from './compile.ts';
import { ldd } from './ldd.ts';
import { jq, zstd } from './data-tools.ts';
import { makeProgram } from './make-program.ts';
import { git } from './git.ts';
import { go } from './go.ts';
import { msgfmt } from './msgfmt.ts';
import { pip, python } from './python.ts';
import { node } from './node.ts';
import { npm, npx } from './npm.ts';
import { apk } from './apk.ts';
import { apt } from './apt.ts';
import { archive, wgetOrOther } from './downloads.ts';
import { FILE_COMMANDS } from './files.ts';
import { find, xargs } from './find.ts';
import { entrypoint } from './entrypoints.ts';
import { sshKeygen } from './ssh-keygen.ts';
import { setupTimezone } from './setup-timezone.ts';
import { tar } from './tar.ts';
import { TEXT_COMMANDS } from './text.ts';
import { test } from './test.ts';
import { WRAPPERS } from './wrappers.ts';

/** The programs whose effects are followed. Everything else: effect unknown, taken to work. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>(
  Object.entries({
    ...TEXT_COMMANDS,
    ...FILE_COMMANDS,
    ...ACCOUNT_COMMANDS,
    ...SHADOW_COMMANDS,
    ...WRAPPERS,
    apk,
    'setup-timezone': setupTimezone,
    'update-ca-certificates': updateCertificates,
    'docker-entrypoint.sh': entrypoint,
    'docker-php-entrypoint': entrypoint,
    'apt-get': apt,
    apt,
    ...Object.fromEntries(
      ['gcc', 'cc', 'g++', 'c++', 'clang', 'musl-gcc', 'musl-clang', 'x86_64-linux-musl-gcc'].map((name) => [
        name,
        compile,
      ]),
    ),
    strip,
    'ssh-keygen': sshKeygen,
    ldd,
    as,
    ld,
    make: makeProgram,
    msgfmt,
    node,
    npm,
    python,
    python3: python,
    pip,
    pip3: pip,
    npx,
    git,
    go,
    jq,
    zstd,
    find,
    xargs,
    curl: wgetOrOther,
    tar,
    unzip: archive,
    gunzip: archive,
    bunzip2: archive,
    unxz: archive,
    xz: archive,
    gzip: archive,
    test: (call) => test(call.args, call.session.disk(), call.shell.cwd),
    '[': (call) => test(call.args.slice(0, -1), call.session.disk(), call.shell.cwd),
  } satisfies Record<string, Command>),
);
