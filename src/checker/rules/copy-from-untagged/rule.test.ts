import { describe, expect, test } from 'vitest';
import { linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'copy-from-untagged';

describe(id, () => {
  test.each([
    'COPY --from=nginx /etc/nginx /etc/nginx',
    'COPY --from=docker.io/library/nginx /etc/nginx /etc/nginx',
    'COPY --from=acme/tool /tool /tool',
    'COPY --from=localhost:5000/tool /tool /tool',
    'ADD --from=nginx:latest /a /a',
    'COPY --from=unknown:latest /a /a',
    'RUN --mount=type=bind,from=golang,source=/usr/local/go,target=/go ls /go',
  ])('rejects %s', (line) => {
    expect(linesOf(id, onAlpine(line))).toEqual([2]);
  });

  test.each([
    'COPY --from=nginx:1.30 /a /a',
    'COPY --from=localhost:5000/tool:3 /tool /tool',
    'COPY --from=acme/tool@sha256:6baf43584bcb78f2e5847d1de515f23499913ac9f12bdf834811a3145eb11ca1 /a /a',
    'COPY --from=assets /a /a',
    'COPY --from=0 /a /a',
    'COPY --from=scratch /a /a',
    'ARG T\nCOPY --from=nginx:$T /a /a',
    'COPY --from=nginx:${T:-1.30} /a /a',
    'RUN --mount=type=cache,target=/x ls',
    'RUN --mount=type=bind,from=nginx:$T,target=/x ls',
  ])('accepts %s', (line) => {
    expect(linesOf(id, onAlpine(line))).toEqual([]);
  });

  test('a stage has the name of an image', () => {
    expect(linesOf(id, 'FROM alpine:3.24 AS Node\nFROM alpine:3.24\nCOPY --from=node /a /a\n')).toEqual([]);
  });
});
