/**
 * What the page "Use in CI" shows to be copied. A test reads each as what it is: commands with the options that exist,
 * workflows with the inputs that the action has, a configuration without problems.
 */

/** Stands for the owner of the repository that Belay was cloned from. */
export const owner = 'OWNER';

/**
 * Actions of others, by the commit that their tag names: a tag can be moved, a commit cannot. Seen on 2026-11-28 in
 * copies of their repositories, whose newest commits were of 2026-07-20 (checkout), 2026-06-13 (codeql-action) and
 * 2026-06-21 (action-setup, whose README names the version of reviewdog below).
 */
const checkout = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1';
const uploadSarif = 'github/codeql-action/upload-sarif@8aad20d150bbac5944a9f9d289da16a4b0d87c1e # v4.36.2';
const reviewdogSetup = 'reviewdog/action-setup@d8a7baabd7f3e8544ee4dbde3ee41d0011c3a93f # v1.5.0';

/** Prints what `<commit>` stands for in the examples. */
export const commit = `git ls-remote https://github.com/${owner}/belay HEAD
`;

/** @param file address of the single file on this site. */
export const download = (file: string): string => `curl -fO ${file}
node belay.mjs check
`;

/** @param file address of the single file on this site. */
export const verify = (file: string): string => `# Once, then commit it:
curl -fO ${file}.sha256
# Each time, before the file runs (shasum -a 256 -c on macOS):
sha256sum -c belay.mjs.sha256
`;

export const install = `git clone https://github.com/${owner}/belay
node belay/bin/belay.mjs check
`;

export const pack = `npm pack --pack-destination . ./belay
npm install --save-dev ./belay-dockerfile-cli-*.tgz
node_modules/.bin/belay check
`;

export const link = `ln -s "$PWD/belay/bin/belay.mjs" /usr/local/bin/belay
belay check
`;

export const checkCommands = `belay check api/ Dockerfile.dev     # searches folders, takes files
belay check 'images/**/Dockerfile' '!images/old/**'
belay check --context . Dockerfile  # knows .dockerignore and scripts
belay check --fail-on error --profile base
belay check --format markdown - < Dockerfile
belay explain apk-no-cache
`;

export const fixCommands = `belay fix --dry-run                 # a diff; nothing is written
belay fix                           # safe fixes
belay fix --suggestions Dockerfile  # all of them
`;

export const actionWorkflow = `name: Dockerfiles
on: [pull_request]
permissions:
  contents: read
jobs:
  belay:
    runs-on: ubuntu-latest
    steps:
      - uses: ${checkout}
      - uses: ${owner}/belay@<commit>
        with:
          paths: docker/ Dockerfile
          fail-on: warning
`;

export const sarifWorkflow = `name: Dockerfiles
on:
  push:
    branches: [main]
  pull_request:
permissions:
  contents: read
  security-events: write
jobs:
  belay:
    runs-on: ubuntu-latest
    steps:
      - uses: ${checkout}
      - uses: ${owner}/belay@<commit>
        with:
          format: sarif
          output: belay.sarif
      - uses: ${uploadSarif}
        if: \${{ !cancelled() }}
        with:
          sarif_file: belay.sarif
          category: belay
`;

export const gitlabJob = `belay:
  image: node:24
  script:
    - git clone https://github.com/${owner}/belay /opt/belay
    - git -C /opt/belay checkout --detach <commit>
    - node /opt/belay/bin/belay.mjs check --format gitlab > gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
`;

export const reviewdogWorkflow = `name: Dockerfiles
on: [pull_request]
permissions:
  contents: read
  pull-requests: write
jobs:
  belay:
    runs-on: ubuntu-latest
    steps:
      - uses: ${checkout}
      - uses: ${reviewdogSetup}
        with:
          reviewdog_version: v0.21.0
      - uses: ${owner}/belay@<commit>
        id: belay
        continue-on-error: true
        with:
          format: rdjson
          output: belay.json
      - run: reviewdog -f=rdjson -reporter=github-pr-review -fail-level=warning < belay.json
        env:
          REVIEWDOG_GITHUB_API_TOKEN: \${{ github.token }}
`;

export const reviewdogCommand = `belay check --format rdjson | reviewdog -f=rdjson -diff="git diff main"
`;

export const preCommitConfig = `repos:
  - repo: https://github.com/${owner}/belay
    rev: <commit>
    hooks:
      - id: belay
        args: [--fail-on, error]
      - id: belay-fix
`;

/** @param schema address of the JSON Schema. */
export const configuration = (schema: string): string => `# yaml-language-server: $schema=${schema}
extends: ../team/belay.yaml
profile: app
base:
  - alpine:3.24
  - python:3.14-alpine3.24
  - ghcr.io/acme/*
rules:
  apk-unpinned: info # an opt-in rule that is named runs
  base-ended: error
  init-missing: off
`;

export const belayIgnore = `# belay ignore=apk-no-cache the index is read by the next step
RUN apk add git
`;

export const otherIgnores = `# check=skip=JSONArgsRecommended
# hadolint global ignore=DL3002
FROM alpine:3.24
# hadolint ignore=DL3019
RUN apk add git
`;
