import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { runProgram } from '../scripts/run-tool.ts';

/** Whether packages can be installed here: by root, on Debian or what is made from it. */
export function canInstall(): boolean {
  const file = '/etc/os-release';
  const isDebianLike = existsSync(file) && /^ID(?:_LIKE)?=.*\bdebian\b/m.test(readFileSync(file, 'utf8'));
  return isDebianLike && process.getuid?.() === 0;
}

/**
 * Asked by Debian's packages before they start a service (https://people.debian.org/~hmh/invokerc.d-policyrc.d-specification.txt).
 * A web server that the tests need must not begin to serve this machine to the world.
 */
const servicePolicy = '/usr/sbin/policy-rc.d';

/** Installs packages of the distribution, without starting what they bring. What went wrong stands in the output. */
export async function installPackages(names: readonly string[]): Promise<void> {
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  const isOurs = !existsSync(servicePolicy);
  if (isOurs) writeFileSync(servicePolicy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await runProgram('apt-get', ['update', '-qq'], quiet);
    await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], quiet);
  } finally {
    if (isOurs) rmSync(servicePolicy);
  }
}
