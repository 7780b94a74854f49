import { listTable } from './table.ts';

/** The branch that the versions below come with. */
export const VARIANT_BRANCH = '3.24';

/**
 * Official images whose tags come with and without an Alpine branch (`python:3.14-alpine`, `python:3.14-alpine3.24`), each
 * with the version lines that had a tag with the branch above; none for images that were on another branch.
 *
 * Source: docker-library/official-images, `Tags:` lines of `library/<image>`, commit of 2026-08-21; temurin 26, haproxy 3.5, php 8.6
 * and python 3.15 were read on 2026-11-28.
 */
const LINES = listTable(`
drupal eclipse-temurin=8,11,17,21,25,26 ghost golang=1.26,1.27 haproxy=2.6,2.8,3.0,3.2,3.3,3.4,3.5 httpd=2.4
memcached=1.6 nats nginx=1.30,1.31 node=22,24,26 php=8.2,8.3,8.4,8.5,8.6 postgres=14,15,16,17,18
python=3.10,3.11,3.12,3.13,3.14,3.15 redis ruby=3.3,3.4,4.0 rust=1.98
`);

/** Whether tags of an image can say the Alpine branch. */
export function hasBranchTags(name: string): boolean {
  return LINES.has(name);
}

/**
 * The tag with the branch for one without (`24-alpine`, `8.4-fpm-alpine`, `21-jre-alpine`, `1.30-alpine-slim`); undefined
 * where it is not known to exist.
 */
export function tagWithBranch(name: string, tag: string): string | undefined {
  const lines = LINES.get(name) ?? [];
  const match =
    /^(?:(\d{1,4}(?:\.\d{1,4})?)-)?((?:fpm|cli|zts|jre|jdk|lts|current|stable|mainline)-)?alpine(-slim|-perl|-otel)?$/.exec(
      tag,
    );
  const version = match?.[1];
  if (match === null || lines.length === 0) return undefined;
  // `3-alpine` is the newest line of 3.
  if (version !== undefined && !lines.some((line) => line === version || line.startsWith(`${version}.`)))
    return undefined;
  const branch = name === 'eclipse-temurin' ? `alpine-${VARIANT_BRANCH}` : `alpine${VARIANT_BRANCH}`;
  return tag.replace('alpine', branch);
}
