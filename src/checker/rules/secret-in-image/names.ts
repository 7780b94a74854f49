import { baseName } from '../../model/paths.ts';
/**
 * Says whether a variable's name promises a secret: `DB_PASSWORD`, `NPM_TOKEN`, `apiKey`, and not `TOKEN_URL`,
 * `PASSWORD_FILE`, `GPG_KEY` or `KEY_ID`.
 */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_.-]+/)
    .filter(Boolean);
  if (words.some((word) => PUBLIC.has(word)) || NOT_ITSELF.has(words.at(-1) ?? '')) return false;
  if (FOR_BROWSERS.test(name) && !words.some((word) => NEVER_PUBLIC.test(word))) return false;
  const last = words.at(-1) ?? '';
  if (/^(pass|pwd)$/.test(last) && OWNERS.has(words.at(-2) ?? '')) return true;
  return words.some(
    (word, i) =>
      SECRET.has(word) ||
      COMPOUND.test(word) ||
      (word === 'key' && (KEYS.has(words[i - 1] ?? '') || KEYS.has(words[i + 1] ?? ''))),
  );
}

/** What these name goes into the pages that everybody gets, so a key or a token there is made to be seen. */
const FOR_BROWSERS = /^(?:REACT_APP|VITE|VUE_APP|GATSBY)_/;
const PUBLIC_NAME = /^(?:[A-Z]+_)*PUBLIC_/;

/** `NEXT_PUBLIC_KEY`, `VITE_KEY`: what has this name is in the pages that everybody gets. */
export function isForBrowsers(name: string): boolean {
  return (FOR_BROWSERS.test(name) || PUBLIC_NAME.test(name)) && !isSecretName(name);
}

const NEVER_PUBLIC = /passw|passphrase|secret|private|credential/;

/** After BuildKit's list (dockerfile2llb/validations.go, read 2026-11-21), with `key` only where its neighbor says which. */
const SECRET = new Set(
  'apikey auth authtoken accesskey secretkey privatekey credential credentials passphrase passwd password passwords pword secret secrets token'.split(
    ' ',
  ),
);
/** `SESSIONSECRET`, `PGPASSWORD`, `GITHUBTOKEN`: written as one word. */
const COMPOUND =
  /^(?!no|is|has|use|set|get|check|show|min|max)\w{2,40}(secret|password|passwd|passphrase)$|^(access|api|auth|bearer|bot|git|github|gitlab|npm|refresh|slack)token$/;
/** Whose `PASS` or `PWD` it is: alone these are a run, and the working directory. */
const OWNERS = new Set(
  'account admin app auth basic cert couchdb database db ftp git http imap jdbc keystore ldap login mail mariadb mongo mongodb mqtt mysql oracle pg postgres postgresql proxy rabbitmq redis registry root sa smtp sql ssh sudo user vnc'.split(
    ' ',
  ),
);
const KEYS = new Set(
  'access account api app auth client crypt deploy encrypt encryption git hmac jwt license master private secret service session sign signing ssh storage'.split(
    ' ',
  ),
);
/** Words that say it is public, or about something else. */
const PUBLIC = new Set(
  'public pub gpg pgp file files version allow empty disable enable enabled generate random'.split(' '),
);
/** A last word that makes it the property of a secret. */
const NOT_ITSELF = new Set(
  'address alg algorithm algorithms algo arn audience backend backends cache class cmd command count dir dirs dn domain driver drivers enabled encoding encryption endpoint endpoints expiration expiry expires format hasher header helper host hostname id ids issuer label length level lifespan lifetime limit location log manager max mechanism mechanisms method methods min mode modes mount name names namespace network parallelism path paths period plugin policies policy port prefix provider providers realm region required role roles scheme scope scopes server service size store sock socket ssl strategy strength symbol timeout tls ttl type types uri url urls user username users'.split(
    ' ',
  ),
);

/** A value that is no secret whatever the name says: nothing, a switch, a small number, a place, a placeholder. */
export function isHarmlessValue(value: string): boolean {
  return (
    /^(\s*|true|false|yes|no|on|off|none|null|nil|unset|undefined|dummy|placeholder|anonymous|basic|bcrypt|digest|ldap|login|md5|peer|plain|trust|x{2,}|\*+(none\*+)?|<.*>|your[-_ ].*|\d{1,6})$/i.test(
      value,
    ) ||
    /^\.{0,2}\/[^\s]*$/.test(value) ||
    /^[a-z+]+:\/\/[^@\s]*$/.test(value) ||
    isTestWord(value) ||
    // `AWS_SECRET_ACCESS_KEY=x` for a server that looks at none.
    value.length === 1 ||
    // A UUID of nothing: whoever starts the container sets one.
    /^[0-]{8,}$/.test(value) ||
    // Fingerprints of public keys.
    /^(0x)?[\dA-F]{16,}(\s+(0x)?[\dA-F]{16,})*$/.test(value)
  );
}

/** `CAFEBABE`, `not-a-secret`, `test-key`: made up for a build or a test, and said so. */
function isTestWord(value: string): boolean {
  if (/^(0x)?(0|cafe|babe|dead|beef|c0de|code|feed|face|f00d|d00d|baad|fade)+$/i.test(value)) return value.length >= 8;
  const words = value.toLowerCase().split(/[-_. ]+/);
  return (
    words.every((word) => MADE_UP.has(word) || ABOUT_IT.has(word)) &&
    words.some((word) => MADE_UP.has(word) && (words.length > 1 || !/^tests?$/.test(word)))
  );
}

const MADE_UP = new Set('dummy example fake insecure mock not placeholder sample test tests throwaway'.split(' '));
const ABOUT_IT = new Set(
  'a build building builds for is key only password phrase real secret secure the this token use used value'.split(' '),
);

/** What gives a secret away by its shape, with words for the message. Shapes as their makers document them (2026-11-21). */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN ([A-Z]{1,20} )?PRIVATE KEY-----/, 'a private key'],
  [
    /\b[a-z][a-z+.-]{0,12}:\/\/[^\s/:@$"']{1,100}:[^\s/@$"'{}<>]{1,200}@(?!localhost\b|127\.)[\w.-]/i,
    'a password in an address',
  ],
  [/\b(gh[pousr]_[A-Za-z\d]{36}\b|github_pat_\w{40})/, 'a token of GitHub'],
  [/\bglpat-[\w-]{20}/, 'a token of GitLab'],
  [/\bnpm_[A-Za-z\d]{36}\b/, 'a token of npm'],
  [/\bpypi-AgE[\w-]{40}/, 'a token of PyPI'],
  [/\bdckr_pat_[\w-]{20}/, 'a token of Docker Hub'],
  [/\b(AKIA|ASIA)[A-Z\d]{16}\b/, 'an access key of AWS'],
  [/\bxox[abprs]-[\w-]{10}/, 'a token of Slack'],
  [/\bsk_live_[A-Za-z\d]{20}/, 'a key of Stripe'],
  [/\bAIza[\w-]{35}\b/, 'a key of Google'],
];

/** Each of the shapes has something of this in it; hardly any other word has. */
const MAYBE = /:\/\/[^/]{1,302}@|PRIVATE KEY|(gh[pousr]|pat|npm|live)_|glpat|pypi-A|A(KI|SI|Iz)A|xox/i;

/** "a token of GitHub" when a text holds one. */
export function secretShape(text: string): string | undefined {
  if (!MAYBE.test(text)) return undefined;
  return SHAPES.find(([shape]) => shape.test(text))?.[1];
}

/** Files that are made to hold a secret, by their names; with how sure that is. */
export function isSecretFile(path: string): 'sure' | 'likely' | undefined {
  const name = baseName(path);
  if (/\.pub$|example|sample|template|\bdist$|public/i.test(name)) return undefined;
  if (
    /^id_(rsa|dsa|ecdsa|ed25519)$|^\.(netrc|pypirc|git-credentials|pgpass|my\.cnf|htpasswd)$/.test(name) ||
    /(^|[-_.])(privkey|private[-_]?key)/.test(name.split(/[^\w.-]/).at(-1) ?? '')
  )
    return 'sure';
  if (/(^|\/)\.aws\/credentials$|(^|\/)\.docker\/config\.json$|(^|\/)\.kube\/config$/.test(path)) return 'sure';
  return /^\.env(\.local)?$/.test(name) ? 'likely' : undefined;
}
