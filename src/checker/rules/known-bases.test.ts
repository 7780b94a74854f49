import { expect, test } from 'vitest';
import { type Cases, describeCases } from '../testing/cases.ts';
import { fixedBy } from '../testing/rule-helpers.ts';

/** What is known of base images, on Debian as on Alpine: who is there, who starts, and which programs are not. */

const APP = 'WORKDIR /app\nCOPY . .\n';
const check = (tool: string): string => `HEALTHCHECK CMD ${tool} -f http://127.0.0.1/ || exit 1\n`;

const CASES: Cases = {
  'root-user': {
    reported: [
      `FROM node:24\n${APP}CMD ["node", "a.js"]\n`,
      `FROM python:3.14-slim\n${APP}CMD ["python", "a.py"]\n`,
      `FROM ubuntu:24.04\n${APP}CMD ["python3", "a.py"]\n`,
      `FROM eclipse-temurin:21-jre\n${APP}CMD ["java", "-jar", "a.jar"]\n`,
      `FROM elixir:1.19-alpine\n${APP}CMD ["mix", "run"]\n`,
      `FROM maven:3-eclipse-temurin-21-alpine\n${APP}CMD ["java", "-jar", "a.jar"]\n`,
    ],
    silent: [
      `FROM node:24\n${APP}USER node\nCMD ["node", "a.js"]\n`,
      `FROM nginx:1.30\nCOPY site /usr/share/nginx/html\n`,
      `FROM debian:13\nCMD ["bash"]\n`,
      `FROM postgres:18\nCOPY init.sql /docker-entrypoint-initdb.d/\n`,
      `FROM example/node:24\n${APP}CMD ["node", "a.js"]\n`,
      `FROM haproxy:3.4\nCOPY haproxy.cfg /usr/local/etc/haproxy/\nCMD ["java", "-jar", "/a.jar"]\n`,
    ],
  },
  'user-undefined': {
    reported: [
      'FROM node:24\nUSER nodejs\nCMD ["node", "a.js"]\n',
      'FROM python:3.14-slim\nRUN pip install flask\nUSER app\nCMD ["flask", "run"]\n',
      'FROM debian:13-slim\nRUN apt-get update && apt-get install -y curl\nUSER app\nCMD ["curl"]\n',
      'FROM python:3.14-slim\nRUN useradd --create-home -g users app\nUSER app:app\nCMD ["python"]\n',
      'FROM eclipse-temurin:21-jre-alpine-3.24\nUSER spring\nCMD ["java"]\n',
      'FROM oven/bun:1-alpine\nUSER node\nCMD ["bun"]\n',
    ],
    silent: [
      'FROM node:24\nUSER node:node\nCMD ["node", "a.js"]\n',
      'FROM python:3.14-slim\nUSER www-data\nCMD ["python"]\n',
      'FROM python:3.14-slim\nRUN adduser --system --group app\nUSER app:app\nCMD ["python"]\n',
      'FROM python:3.14-slim\nRUN adduser --disabled-password --gecos "" app\nUSER app:app\nCMD ["python"]\n',
      'FROM python:3.14-slim\nRUN groupadd -r app && useradd -r -g app app\nUSER app:app\nCMD ["python"]\n',
      'FROM debian:13\nRUN apt-get update && apt-get install -y postgresql\nUSER postgres\nCMD ["postgres"]\n',
      'FROM debian:13\nCOPY x.deb /\nRUN dpkg -i /x.deb\nUSER app\nCMD ["x"]\n',
      'FROM debian:13\nCOPY x.deb /\nRUN apt-get install -y /x.deb\nUSER app\nCMD ["x"]\n',
      'FROM ubuntu:24.04\nUSER app\nCMD ["x"]\n',
      'FROM composer:2\nUSER www-data\n',
      'FROM mcr.microsoft.com/dotnet/aspnet:10.0-alpine3.23\nUSER app\nCMD ["dotnet"]\n',
      'FROM gradle:9-jdk21-alpine\nUSER gradle\n',
    ],
  },
  'healthcheck-tool': {
    reported: [
      `FROM httpd:2.4-alpine3.24\n${check('curl')}`,
      `FROM haproxy:3.4-alpine3.24\n${check('curl')}`,
      `FROM ruby:3.4-alpine3.24\n${check('curl')}CMD ["rackup"]\n`,
    ],
    silent: [
      `FROM nginx:1.30-alpine3.24\n${check('curl')}`,
      `FROM caddy:2.11-alpine\n${check('curl')}`,
      `FROM ruby:3.1-alpine3.18\n${check('curl')}CMD ["rackup"]\n`,
      `FROM httpd:2.4-alpine3.24\nRUN apk add --no-cache curl\n${check('curl')}`,
    ],
  },
  'tz-without-tzdata': {
    reported: ['FROM httpd:2.4-alpine3.24\nENV TZ=Europe/Berlin\n', 'FROM ruby:3.4-alpine3.24\nENV TZ=Europe/Berlin\n'],
    silent: [
      'FROM ruby:3.4-alpine\nENV TZ=Europe/Berlin\n',
      'FROM python:3.14-alpine3.24\nENV TZ=Europe/Berlin\n',
      'FROM nginx:1.30-alpine3.24-slim\nENV TZ=Europe/Berlin\n',
    ],
  },
};

describeCases(CASES);

test.each([
  ['node:24', 'RUN groupadd --system app && useradd --system --no-create-home --gid app app\n'],
  ['node:24-alpine3.24', 'RUN addgroup -S app && adduser -S -D -H -G app app\n'],
])('on %s the user is made by what is there', (image, made) => {
  expect(fixedBy('user-undefined', `FROM ${image}\nUSER app\nCMD ["node"]\n`)).toBe(
    `FROM ${image}\n${made}USER app\nCMD ["node"]\n`,
  );
});
