/**
 * What the page "Use in CI" shows to be copied. A test reads each as what it is: commands with the options that exist,
 * workflows with the inputs that the action has, a configuration without problems.
 */

/** Stands for the owner of the repository that Belay was cloned from. */
export const owner = 'OWNER';

/** Formats of `belay check` and who reads them. */
export const formats = [
  { name: 'text', reader: 'People at a terminal: the line with carets, the fix, the link. The default.' },
  { name: 'github', reader: 'GitHub Actions: annotations on the lines of a pull request.' },
  { name: 'sarif', reader: 'GitHub code scanning, Azure DevOps, SARIF viewers in editors. Version 2.1.0, with fixes.' },
  { name: 'gitlab', reader: 'GitLab: the code quality report of a merge request.' },
  { name: 'rdjson', reader: 'reviewdog: review comments, with fixes to accept, on GitHub, GitLab, Gitea and others.' },
  { name: 'checkstyle', reader: 'Jenkins (Warnings plugin), TeamCity, and most other services: Checkstyle’s XML.' },
  { name: 'markdown', reader: 'A comment in a review: finding, reason, the mended lines, the link.' },
  { name: 'json', reader: 'Your own programs. Fields are added, never changed.' },
] as const;

/** Exit codes of `belay check`. */
export const exitCodes = [
  { code: 0, meaning: 'Nothing at or above `--fail-on`.' },
  { code: 1, meaning: 'Findings at or above `--fail-on`: `error`, `warning` (the default) or `info`.' },
  {
    code: 2,
    meaning:
      'A wrong option, a configuration with a mistake, a file that cannot be read or takes longer than `--timeout` (10 seconds), or a report that cannot be written. One line on stderr says which file; the others are checked all the same.',
  },
] as const;

/** @param file address of the single file on this site. */
export const download = (file: string): string => `curl -fO ${file}
node belay.mjs check
`;

export const install = `git clone https://github.com/${owner}/belay
node belay/bin/belay.mjs check
`;

export const pack = `npm pack --pack-destination . ./belay
npm install --save-dev ./belay-*.tgz
npx belay check
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
      - uses: actions/checkout@v6
      - uses: ${owner}/belay@main # better: a commit or a tag
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
      - uses: actions/checkout@v6
      - uses: ${owner}/belay@main
        with:
          format: sarif
          output: belay.sarif
      - uses: github/codeql-action/upload-sarif@v4
        if: \${{ !cancelled() }}
        with:
          sarif_file: belay.sarif
          category: belay
`;

export const gitlabJob = `belay:
  image: node:24
  script:
    - git clone --depth 1 https://github.com/${owner}/belay /opt/belay
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
      - uses: actions/checkout@v6
      - uses: reviewdog/action-setup@v1
      - uses: ${owner}/belay@main
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
    rev: main # better: a commit or a tag
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
