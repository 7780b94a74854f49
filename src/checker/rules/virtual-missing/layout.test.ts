import { expect, test } from 'vitest';
import { fixedBy } from '../../testing/rule-helpers.ts';

const END = ' \\\n && make \\\n && apk del gcc make musl-dev\n';

test.each([
  [
    'several names on a line stay on one',
    `bash curl gcc \\\n    jq make musl-dev \\\n    zip`,
    `bash curl \\\n    jq \\\n    zip \\\n && apk add --no-cache --virtual .build-deps gcc make musl-dev`,
  ],
  [
    'one name a line stays so',
    `bash \\\n    curl \\\n    gcc \\\n    make \\\n    musl-dev`,
    `bash \\\n    curl \\\n && apk add --no-cache --virtual .build-deps \\\n    gcc \\\n    make \\\n    musl-dev`,
  ],
])('the fix keeps the layout: %s', (_, list, fixed) => {
  const begin = 'FROM alpine:3.24\nRUN apk add --no-cache \\\n    ';
  expect(fixedBy('virtual-missing', begin + list + END)).toBe(
    `${begin}${fixed} \\\n && make \\\n && apk del .build-deps\n`,
  );
});
