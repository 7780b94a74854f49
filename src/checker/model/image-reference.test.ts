import { expect, test } from 'vitest';
import { parseImageReference } from './image-reference.ts';

test.each([
  ['alpine', 'alpine'],
  ['docker.io/library/alpine:3.24', 'alpine'],
  ['public.ecr.aws/docker/library/python:3.14-alpine', 'python'],
  ['mirror.gcr.io/library/node@sha256:1', 'node'],
  ['registry.example.com:5000/dockerhub/library/golang:1.27', 'golang'],
  ['1.dkr.ecr.eu-west-1.amazonaws.com/docker-hub/library/nginx', 'nginx'],
  // The first project of every Harbor, and images of somebody's own.
  ['harbor.example.com/library/node:24', 'harbor.example.com/library/node'],
  ['public.ecr.aws/lambda/python:3.14', 'public.ecr.aws/lambda/python'],
  ['ghcr.io/acme/library/node', 'ghcr.io/acme/library/node'],
  ['acme/docker/library/node', 'acme/docker/library/node'],
])('the name of %s is %s', (reference, name) => expect(parseImageReference(reference).name).toBe(name));
