import { expect, it } from 'vitest';
import { findMachineName } from './machine-names.ts';

it('finds a path of this machine, and does not mind names that any container has', () => {
  expect(findMachineName('COPY /tmp/belay-record-x1/a', ['/home/ada', '/tmp/belay-record-x1'])).toBe(
    '/tmp/belay-record-x1',
  );
  expect(findMachineName('PATH=/root on localhost', ['/root', 'localhost'])).toBeUndefined();
});
