import { describe, expect, it } from 'vitest';
import { StepFinder } from './steps.ts';

const OUTPUT = [
  '#1 [internal] load build definition from Dockerfile',
  '#1 sha256:913371a6',
  '#3 [internal] load metadata for docker.io/library/alpine:3.19.4',
  '#4 [1/3] FROM docker.io/library/alpine:3.19.4',
  '#4 DONE 0.0s',
  '',
  '#5 [2/3] RUN apk add --no-cache git',
  '#5 0.066 fetch http://127.0.0.1:8080/v3.19/main/x86_64/APKINDEX.tar.gz',
  '#5 0.1 [3/3] not a step but output',
  '',
  '#6 [builder 2/2] COPY . .',
  '#5 [2/3] RUN apk add --no-cache git',
  '#7 [linux/amd64 builder 1/2] FROM debian',
  '#8 exporting to image',
  '',
].join('\r\n');

describe('StepFinder', () => {
  const labels = [
    '[1/3] FROM docker.io/library/alpine:3.19.4',
    '[2/3] RUN apk add --no-cache git',
    '[builder 2/2] COPY . .',
    '[linux/amd64 builder 1/2] FROM debian',
  ];

  it('tells each numbered step once', () => {
    expect(new StepFinder().push(OUTPUT)).toEqual(labels);
  });

  it('does not mind where the output is cut', () => {
    const finder = new StepFinder();
    expect(Array.from(OUTPUT, (character) => finder.push(character)).flat()).toEqual(labels);
  });

  it('begins again with the next build', () => {
    const finder = new StepFinder();
    finder.push(OUTPUT);
    finder.reset();
    expect(finder.push('#4 [1/2] FROM alpine\n')).toEqual(['[1/2] FROM alpine']);
  });

  it('looks through colours', () => {
    expect(new StepFinder().push('\x1b[31m#4 [1/2] FROM alpine\x1b[0m\n')).toEqual(['[1/2] FROM alpine']);
  });
});
