import { expect, test } from 'vitest';
import { fixedBy, onAlpine } from '../testing/rule-helpers.ts';

/** The lines of a RUN, before and after a command is taken out of it. */
const LAYOUTS: readonly (readonly [string, string, string, string])[] = [
  [
    'begins a line that goes on',
    'apk-no-cache',
    'RUN echo a && \\\n    apk update && apk upgrade &&\\\n    apk add --no-cache git',
    'RUN echo a && \\\n    apk upgrade --no-cache &&\\\n    apk add --no-cache git',
  ],
  [
    'begins a line behind its joint',
    'apk-cleanup-redundant',
    'RUN apk add --no-cache git \\\n  && rm -rf /var/cache/apk/* && git --version \\\n  && date',
    'RUN apk add --no-cache git \\\n  && git --version \\\n  && date',
  ],
  [
    'begins a line of a list',
    'apk-no-cache',
    'RUN set -eux; \\\n    apk update; apk add --no-cache git',
    'RUN set -eux; \\\n    apk add --no-cache git',
  ],
  [
    'has a line of its own',
    'apk-no-cache',
    'RUN echo a && \\\n    apk update && \\\n    apk add --no-cache git',
    'RUN echo a && \\\n    apk add --no-cache git',
  ],
  [
    'ends a line',
    'apk-no-cache',
    'RUN echo a && apk update \\\n    && apk add --no-cache git',
    'RUN echo a \\\n    && apk add --no-cache git',
  ],
  [
    'stands in one line with the others',
    'apk-no-cache',
    'RUN echo a && apk update && apk add --no-cache git',
    'RUN echo a && apk add --no-cache git',
  ],
  [
    'is the last of a line that it begins',
    'apk-cleanup-redundant',
    'RUN apk add --no-cache git \\\n    && rm -rf /var/cache/apk/*',
    'RUN apk add --no-cache git',
  ],
];

test.each([
  ['RUN set -ex; \\\n    rm -rf /var/cache/apk/*', ''],
  ['RUN set -ex && rm -rf /var/cache/apk/*', ''],
  ['RUN rm -rf /var/cache/apk/*', ''],
  ['RUN export A=1; rm -rf /var/cache/apk/*', 'RUN export A=1'],
  ['RUN set -ex; date; rm -rf /var/cache/apk/*', 'RUN set -ex; date'],
])('a set does not stay alone: %s', (before, after) => {
  const add = 'RUN apk add --no-cache jq';
  expect(fixedBy('apk-cleanup-too-late', onAlpine(add, before, 'USER 1'))).toBe(
    onAlpine(add, ...(after === '' ? [] : [after]), 'USER 1'),
  );
});

test.each(LAYOUTS)('the lines stay as they are around a command that %s', (_, rule, before, after) => {
  expect(fixedBy(rule, onAlpine(before))).toBe(onAlpine(after));
});
