import { describe, expect, test } from 'vitest';
import { fixedBy, linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'apk-edge-mix';
const EDGE = 'https://dl-cdn.alpinelinux.org/alpine/edge';

describe(id, () => {
  test.each([
    ['once a command', onAlpine(`RUN apk add -X ${EDGE}/main -X ${EDGE}/community git`), [2]],
    ['no tag', `FROM alpine\nRUN apk add -X ${EDGE}/main git\n`, [2]],
    ['latest-stable', onAlpine('RUN apk add -X https://dl-cdn.alpinelinux.org/alpine/latest-stable/main git'), [2]],
    ['a mirror', onAlpine('RUN apk add -X https://mirror.example.org/alpine/edge/main git'), [2]],
    ['tee', onAlpine(`RUN echo "${EDGE}/main" | tee -a /etc/apk/repositories`), [2]],
    ['printf', onAlpine(`RUN printf '%s\\n' ${EDGE}/main >> /etc/apk/repositories`), [2]],
    ['a heredoc', onAlpine('RUN cat <<EOF >> /etc/apk/repositories', `${EDGE}/main`, 'EOF'), [2]],
    ['a variable', onAlpine(`ENV REPO=${EDGE}/main`, 'RUN apk add --repository=$REPO git'), [3]],
    ['a parent stage', `FROM alpine:3.24 AS a\nFROM a\nRUN apk add -X ${EDGE}/main git\n`, [3]],
    ['without a slash between', onAlpine(`RUN apk add -X ${EDGE} git`), [2]],
  ])('rejects %s', (_, text, lines) => {
    expect(linesOf(id, text)).toEqual(lines);
  });

  test.each([
    [
      'another release without a known own one',
      'FROM node:24-alpine\nRUN apk add -X https://dl-cdn.alpinelinux.org/alpine/v3.20/main git\n',
    ],
    ['text', onAlpine(`RUN echo ${EDGE}/main`)],
    ['edge in edge', `FROM alpine:20260805\nRUN apk add -X ${EDGE}/testing git\n`],
    ['an unknown address', onAlpine('ARG MIRROR', 'RUN apk add -X $MIRROR/alpine/edge/main git')],
    ['the own release in sed', onAlpine(`RUN sed -i 's/v3\\.[0-9]*/v3.24/' /etc/apk/repositories`)],
    ['an image by its digest', `FROM alpine@sha256:${'0'.repeat(64)}\nRUN apk add -X ${EDGE}/main git\n`],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test.each([
    ['a name that the branch has lost', `RUN apk add -X ${EDGE}/main python`],
    ['a version', `RUN apk add -X ${EDGE}/main git=2.50.0-r0`],
    ['testing beside main', `RUN apk add -X ${EDGE}/main -X ${EDGE}/testing git`],
  ])('offers no fix for %s', (_, line) => {
    expect(linesOf(id, onAlpine(line))).toHaveLength(1);
    expect(fixedBy(id, onAlpine(line))).toBeUndefined();
  });
});
