/** The page "Use in CI". What is shown to be copied is code and stands in `src/components/rules/ci-examples.ts`. */

export const title = 'Use in CI';
export const description =
  'Check Dockerfiles with Belay in GitHub Actions, GitLab, reviewdog or pre-commit: formats, exit codes, configuration and ignores.';
export const lede =
  'The [rules](rules) that grade the lessons also run as a command. It needs no Docker and no network once it is installed, and it says where, why and what to do.';
export const contents = 'On this page';
export const headings = {
  run: 'Run it',
  exitCodes: 'Exit codes',
  formats: 'Formats',
  githubActions: 'GitHub Actions',
  codeScanning: 'Code scanning',
  gitlab: 'GitLab',
  reviewdog: 'reviewdog',
  preCommit: 'pre-commit',
  fix: 'Fixes',
  configuration: 'Configuration',
  profiles: 'Profiles',
  ignores: 'Suppressions',
};

export const run = {
  file: 'This site serves the command as [one file](file), with all rules, their explanations and the lessons inside. It needs Node 20 or later and nothing else, and a call takes a fraction of a second.',
  download: 'Download and check',
  checksum:
    'Its checksum stands [beside it](checksum). Keep it with your project, and each download is held against the file that you have looked at.',
  verify: 'Verify the download',
  sha256: (sum: string): string => `The SHA-256 of this site’s file: \`${sum}\``,
  clone:
    'Or clone the repository of Belay, and call the command from the folder of your own project. The first call installs the few packages that build it from its source, as the lock file has them, which takes seconds.',
  cloneLabel: 'Clone and check',
  owner: (owner: string): string =>
    `\`${owner}\` stands for the account that your copy of Belay belongs to. Inside of the clone \`npm run --silent belay -- check\` does the same. With a link in your path it has a short name, which the rest of this page uses:`,
  link: 'Give the command a short name',
  pack: 'A project that has npm can take it as a package, which brings the one file and no dependency:',
  packLabel: 'Make a package and install it',
  paths:
    'Paths are files, folders that are searched (of those that begin with a dot `.devcontainer`, `.docker` and `.github`), and patterns, which work where the shell does not expand them. A `!` before a pattern leaves out what it fits.',
  pathsLabel: 'Ways to call belay check',
  help: '`belay check --help` lists every option.',
};

export const exitCodes = {
  code: 'Code',
  meaning: 'Meaning',
  meanings: {
    0: 'Nothing at or above `--fail-on`.',
    1: 'Findings at or above `--fail-on`: `error`, `warning` (the default) or `info`.',
    2: 'A wrong option, a configuration with a mistake, a file that cannot be read or takes longer than `--timeout` (10 seconds), or a report that cannot be written. One line on stderr says which file; the others are checked all the same.',
  },
};

export const formats = {
  lede: '`--format` says who will read the report. It goes to stdout, whole, also when there are no findings; complaints go to stderr.',
  format: 'Format',
  reader: 'Read by',
  readers: {
    text: 'People at a terminal: the line with carets, the fix, the link. The default.',
    github: 'GitHub Actions: annotations on the lines of a pull request.',
    sarif: 'GitHub code scanning, Azure DevOps, SARIF viewers in editors. Version 2.1.0, with fixes.',
    gitlab: 'GitLab: the code quality report of a merge request.',
    rdjson: 'reviewdog: review comments, with fixes to accept, on GitHub, GitLab, Gitea and others.',
    checkstyle: 'Jenkins (Warnings plugin), TeamCity, and most other services: Checkstyle’s XML.',
    markdown: 'A comment in a review: finding, reason, the mended lines, the link.',
    json: 'Your own programs. Fields are added, never changed.',
  },
  url: 'Each finding links to the page of its rule. `--url`, or the variable `BELAY_SITE`, says where your copy of this site stands.',
};

export const githubActions = {
  lede: 'The repository is an action: it runs the command of its own checkout with the Node of the runner. Findings become annotations on the lines of the pull request.',
  commit:
    'Actions are named by commit here, because a branch or a tag can be moved to other code. `<commit>` stands for the 40 digits of the commit of Belay that you have looked at; this prints the newest:',
  commitLabel: 'The newest commit of Belay',
  input: 'Input',
  meaning: 'Meaning',
  default: 'Default',
  noDefault: 'none',
  outputs:
    'Later steps can read `exit-code` and `report` from its outputs. A job in a container, or on a runner of your own, may need `actions/setup-node` before it.',
};

export const codeScanning =
  'With SARIF, findings stay in the Security tab until they are mended or dismissed. The upload has to run although the step before it fails on findings.';

export const gitlab =
  'Findings show in the code quality widget of a merge request and, where the plan has it, beside the changed lines. A finding that moves to another line stays the same finding. `<commit>` is a [commit that you have looked at](commit).';

export const reviewdog = {
  lede: '[reviewdog](reviewdog) comments on the lines that a change touches, and turns fixes into suggestions to accept. Here the step of Belay may fail, and reviewdog decides.',
  local: 'On your own machine, for the lines that differ from a branch:',
  localLabel: 'reviewdog at a terminal',
};

export const preCommit =
  '[pre-commit](pre-commit) runs the hooks on Dockerfiles that a commit changes, from its own clone of Belay, with the Node in your path. Leave out `belay-fix` if nothing should be written. `<commit>` is a [commit that you have looked at](commit).';

export const fix = {
  lede: 'What `belay fix` writes by itself keeps the result of the build. What changes it is a suggestion: you ask for it, and look at the diff.',
  label: 'Ways to call belay fix',
};

export const configuration = {
  lede: 'The first `.belay.yaml` in the folder of the call or in one above it counts, or the file that `--config` names. A name that Belay does not know is an error, with the nearest right one.',
  /** `optIn` are links to the rules that are off by default. */
  rules: (optIn: string): string =>
    `The severity of single rules: \`error\`, \`warning\`, \`info\` or \`off\`. A rule that is off by default runs when it is named with a severity: ${optIn}.`,
  base: 'The only images that `FROM` may name. `alpine` allows every tag, `alpine:3.24` also `alpine:3.24.2`, and a `*` at the end everything below. Others are findings of [`base-not-allowed`](base-not-allowed).',
  profile: '`app`, `base` or `buildkit`: [profiles](profiles). The option `--profile` wins.',
  extends:
    'One configuration or several to build on, relative to this file. Later ones win over earlier ones, and this file wins over all: rule by rule, and for the other fields as a whole. They lie in the repository of this file, ten deep at most and each up to 1 MB; `--allow-outside` lets them lie elsewhere.',
  schema:
    'The first line of the example gives editors with a YAML language server completion and hints, from the [JSON Schema](schema) that this site serves.',
};

export const profiles = {
  app: 'What you deploy. The default.',
  /** `on` are links to the rules that run there alone. */
  buildkit: (on: string): string => `As \`app\`, and also what BuildKit checks of style. On here: ${on}.`,
  /** `off` are links to the rules that do not run there. */
  base: (off: string): string =>
    `Images that others build on, which leave it to them who the program runs as and what it starts. Off here: ${off}.`,
};

export const ignores = {
  lede: 'A comment above an instruction accepts findings there. Write the reason behind it:',
  label: 'Ignoring a rule for an instruction',
  more: 'Several ids stand with commas between them. When such a comment no longer holds anything back, [`unused-ignore`](unused-ignore) says so. For a whole repository, use the [configuration](configuration).',
  others:
    'Comments for hadolint and BuildKit work as well, for the rules that have [a counterpart there](counterparts): `# hadolint ignore=` for the instruction, `# hadolint global ignore=` and `# check=skip=` for the file or, above an instruction, for that one.',
  othersLabel: 'Comments of other tools',
};
