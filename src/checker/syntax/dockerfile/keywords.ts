import type { Keyword } from './types.ts';

/**
 * How the arguments of an instruction are read:
 * `command` JSON array or shell text; `list` JSON array or words; `words`; `string` everything as one word;
 * `pairs` names and values; `names` names with or without value.
 */
export type Style = 'command' | 'list' | 'words' | 'string' | 'pairs' | 'names' | 'health' | 'onbuild';

export const styles: Readonly<Record<Keyword, Style>> = {
  ADD: 'list',
  ARG: 'names',
  CMD: 'command',
  COPY: 'list',
  ENTRYPOINT: 'command',
  ENV: 'pairs',
  EXPOSE: 'words',
  FROM: 'words',
  HEALTHCHECK: 'health',
  LABEL: 'pairs',
  MAINTAINER: 'string',
  ONBUILD: 'onbuild',
  RUN: 'command',
  SHELL: 'command',
  STOPSIGNAL: 'string',
  USER: 'string',
  VOLUME: 'list',
  WORKDIR: 'string',
};

export const keywords: readonly string[] = Object.keys(styles);

/** Instructions whose words are taken literally by the builder. */
export const literalKeywords: readonly string[] = ['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'MAINTAINER', 'RUN', 'SHELL'];
