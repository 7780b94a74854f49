import type { Command } from '../shell/call.ts';
import { cp } from './cp.ts';
import { rm, rmdir } from './delete.ts';
import { install } from './install.ts';
import { ln } from './ln.ts';
import { mkdir, touch } from './make.ts';
import { mv } from './mv.ts';
import { chmod, chown } from './owners.ts';

/** Commands that make, move and delete files. */
export const FILE_COMMANDS: Readonly<Record<string, Command>> = {
  mkdir,
  touch,
  rm,
  unlink: rm,
  rmdir,
  cp,
  mv,
  install,
  ln,
  link: ln,
  chmod,
  chown,
  chgrp: chown,
};
