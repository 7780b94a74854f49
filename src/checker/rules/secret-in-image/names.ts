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
  if (words.some((word) => PUBLIC.has(word)) || isOfSecret(words.at(-1) ?? '')) return false;
  if ((FOR_BROWSERS.test(name) || words.some((word) => SHOWN.has(word))) && !NEVER_PUBLIC.test(name)) return false;
  const last = words.at(-1) ?? '';
  if (/^(pass|pwd)$/.test(last) && OWNERS.has(words.at(-2) ?? '')) return true;
  return words.some(
    (word, i) =>
      SECRET.has(word) ||
      // `COMPOSER_AUTH`; what stands behind `AUTH_` is about logging in.
      (word === 'auth' && i === words.length - 1) ||
      COMPOUND.test(word) ||
      (word === 'key' && (KEYS.has(words[i - 1] ?? '') || KEYS.has(words[i + 1] ?? ''))),
  );
}

/** What these name goes into the pages that everybody gets, so a key or a token there is made to be seen. */
const FOR_BROWSERS = /^(?:REACT_APP|VITE|VUE_APP|GATSBY|NG_APP|STORYBOOK)_/;
/** Whose keys their makers have put into pages: of analytics, maps and channels, and those that are called so. */
const SHOWN = new Set('amplitude anon mapbox browser maps mixpanel posthog publishable pusher site'.split(' '));
const PUBLIC_NAME = /^(?:[A-Z]+_)*PUBLIC_/;

/** `NEXT_PUBLIC_KEY`, `VITE_KEY`: what has this name is in the pages that everybody gets. */
export function isForBrowsers(name: string): boolean {
  return (FOR_BROWSERS.test(name) || PUBLIC_NAME.test(name)) && !isSecretName(name);
}

const NEVER_PUBLIC = /passw|passphrase|secret|private|credential/i;

/** Whether nobody would show a value of this name: a key or a token may be made for browsers, a password never is. */
export function isNeverPublic(name: string): boolean {
  return NEVER_PUBLIC.test(name) || /(^|_)(pass|pwd)$/i.test(name);
}

/** After BuildKit's list (dockerfile2llb/validations.go, read 2026-11-21), with `key` only where its neighbor says which. */
const SECRET = new Set(
  'apikey authtoken accesskey secretkey privatekey credential credentials passphrase passwd password passwords pword secret secrets token'.split(
    ' ',
  ),
);
/** `SESSIONSECRET`, `PGPASSWORD`, `GITHUBTOKEN`: written as one word. */
const COMPOUND =
  /^(?!no|is|has|use|set|get|check|show|min|max)\w{2,40}(secret|password|passwd|passphrase)$|^(access|api|auth|bearer|bot|git|github|gitlab|npm|refresh|slack)token$/;
/** Whose `PASS` or `PWD` it is: alone these are a run, and the working directory. */
const OWNERS = new Set(
  'account admin app auth basic cert couchdb database db ftp git http imap jdbc keystore ldap login mail mariadb mongo mongodb mqtt mysql oracle pg pgsql postgres postgresql proxy rabbitmq redis registry root sa sftp smtp sql ssh sudo user vnc'.split(
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
/** `AUTH_METHOD`, `TOKEN_TYPES` */
function isOfSecret(last: string): boolean {
  return NOT_ITSELF.has(last) || NOT_ITSELF.has(last.replace(/s$/, ''));
}

/** A last word that makes it the property of a secret. */
const NOT_ITSELF = new Set(
  'address age alg algo algorithm arn audience backend bucket cache callback chain charset class cmd column command config configuration contract cost count days decimals digits dir dn domain driver duration enabled encoding encryption endpoint engine expiration expire expiry field form format group hasher header helper host hostname hours id in index interval issuer iterations label length level lifespan lifetime limit list location log manager max mechanism method min minutes mode mount name namespace network parallelism path pattern period plugin policies policy port prefix provider rate realm redirect regex region required reset role rotation rounds scheme scope seconds server service size sock socket source ssl standard store strategy strength symbol table template timeout tls ttl type uri url user username validator validity vault'.split(
    ' ',
  ),
);

/** A value that is no secret whatever the name says: nothing, a switch, a small number, a place, a placeholder. */
export function isHarmlessValue(value: string): boolean {
  return (
    HARMLESS.test(value) ||
    /^\.{0,2}\/[^\s]*$/.test(value) ||
    /^([a-z+]+:\/\/|(arn|env|file|vault):)[^@\s]*$/.test(value) ||
    isTestWord(value) ||
    // `AWS_SECRET_ACCESS_KEY=x` for a server that looks at none, `aaa`, a UUID of nothing: whoever starts the container sets one.
    new Set(value.replaceAll('-', '')).size === 1 ||
    // Fingerprints of public keys.
    /^(0x)?[\dA-F]{16,}(\s+(0x)?[\dA-F]{16,})*$/.test(value)
  );
}

/** Switches and ways of doing it, numbers and lengths of time, and words that tell the reader to write something else. */
const HARMLESS =
  /^(\s*|true|false|yes|no|on|off|none|null|nil|unset|undefined|auto|generated?|random|dummy|placeholder|anonymous|basic|bcrypt|digest|ldap|login|md5|peer|plain|trust|\*+(none\*+)?|<.*>|(your|insert|replace|put)[-_ ].*|fill[-_ ]?in.*|.*[-_ ]here|.*not[-_ ](exist|set|used)|todo|\d{1,6}(\.\d+)?|\d{1,6} ?(ms|s|m|h|d|w|y|(second|minute|hour|day)s?))$/i;

/** `CAFEBABE`, `not-a-secret`, `test-key`, `TestKey`: made up for a build or a test, and said so. */
function isTestWord(value: string): boolean {
  if (/^(0x)?(0|cafe|babe|dead|beef|c0de|code|feed|face|f00d|d00d|baad|fade)+$/i.test(value)) return value.length >= 8;
  const words = value
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-_. ]+/);
  return (
    words.every((word) => MADE_UP.has(word) || ABOUT_IT.has(word)) &&
    words.some((word) => MADE_UP.has(word) && (words.length > 1 || !/^tests?$/.test(word)))
  );
}

const MADE_UP = new Set('dummy example fake insecure mock not placeholder sample test tests throwaway'.split(' '));
const ABOUT_IT = new Set(
  'a build building builds for is key only password phrase real secret secure the this token use used value'.split(' '),
);

/**
 * Whether a value was drawn and not made up: long, without blanks, and often changing between letters and digits, as no
 * `super-secret-key-of-32-characters` does.
 */
export function isRandom(value: string): boolean {
  const text = value.replace(/[-_+/=.]/g, '');
  if (text.length < 16 || /\s/.test(text)) return false;
  const digits = text.match(/[a-z](?=\d)|\d(?=[a-z])/gi)?.length ?? 0;
  const cases = text.match(/[a-z](?=[A-Z])|[A-Z](?=[a-z])/g)?.length ?? 0;
  return digits >= 5 || (digits + cases) * 2 >= text.length;
}

/** A password that nobody takes for one: `postgres:postgres`, `user:pass`, or {@link isHarmlessValue}. */
export function isWeakPassword(password: string, user: string): boolean {
  return password === user || WEAK.test(password) || isHarmlessValue(password);
}

const WEAK = /^(admin|change[-_]?me|example|guest|pass\w*|pwd?|root|secret|test\w*|token|user)$/i;

/** What gives a secret away by its shape, with words for the message. Shapes as their makers document them (2026-11-21). */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN ([A-Z]{1,20} )?PRIVATE KEY-----[^-]{0,200}[\w+/=]{16}/, 'a private key'],
  [/\b(gh[pousr]_[A-Za-z\d]{36}\b|github_pat_\w{40})/, 'a token of GitHub'],
  [/\bglpat-[\w-]{20}/, 'a token of GitLab'],
  [/\bnpm_[A-Za-z\d]{36}\b/, 'a token of npm'],
  [/\bpypi-AgE[\w-]{40}/, 'a token of PyPI'],
  [/\bdckr_pat_[\w-]{20}/, 'a token of Docker Hub'],
  [/\b(AKIA|ASIA)(?![A-Z\d]{9}EXAMPLE)[A-Z\d]{16}\b/, 'an access key of AWS'],
  [/\bxox[abprs]-[\w-]{10}/, 'a token of Slack'],
  [/\bsk_live_[A-Za-z\d]{20}/, 'a key of Stripe'],
];

const ADDRESS =
  /\b[a-z][a-z+.-]{0,12}:\/\/([^\s/:@$"']{1,100}):([^\s/@$"'{}<>]{1,200})@(?!localhost\b|127\.)([\w.-]{1,200})/i;

/**
 * Whether an address holds a password, `https://name:password@host`: `sure` where the host has a dot, since a lone name is that
 * of a container beside this one.
 */
export function loginIn(text: string): 'sure' | 'likely' | undefined {
  const [, user = '', password, host = ''] = ADDRESS.exec(text) ?? [];
  if (password === undefined || isWeakPassword(password, user)) return undefined;
  return /\../.test(host) && !/\.(local|internal|test|invalid)$/.test(host) ? 'sure' : 'likely';
}

/** Each of the shapes has something of this in it; hardly any other word has. */
const MAYBE = /:\/\/[^/]{1,302}@|PRIVATE KEY|(gh[pousr]|pat|npm|live)_|glpat|pypi-A|A(KI|SI)A|xox/;

/** "a token of GitHub" when a text holds one. */
export function secretShape(text: string): string | undefined {
  if (!MAYBE.test(text)) return undefined;
  if (loginIn(text) === 'sure') return 'a password in an address';
  for (const [shape, words] of SHAPES) {
    const [found] = shape.exec(text) ?? [];
    // `ghp_xxxxxxxx…` shows what one looks like.
    if (found !== undefined && new Set(found.slice(-16)).size > 3 && !IN_ORDER.test(found)) return words;
  }
  return undefined;
}

/** Letters or digits one after the other, as nobody draws them. */
const IN_ORDER = /abcdef|bcdefg|012345|123456|234567|fedcba|654321/i;

/** Files that are made to hold a secret, by their names; with how sure that is. */
export function isSecretFile(path: string): 'sure' | 'likely' | undefined {
  const name = baseName(path);
  if (/\.pub$|example|sample|template|\bdist$|public/i.test(name) || FOR_TESTS.test(path)) return undefined;
  if (
    /^id_(rsa|dsa|ecdsa|ed25519)$|^\.(netrc|pypirc|git-credentials|pgpass|my\.cnf)$/.test(name) ||
    /(^|[-_.])(privkey|private[-_]?key)/.test(name.split(/[^\w.-]/).at(-1) ?? '')
  )
    return 'sure';
  return MAY_HOLD.test(path) ? 'likely' : undefined;
}

const FOR_TESTS = /(^|[-_./])(ci|dev|dummy|fixtures?|localhost|snakeoil|tests?)([-_./]|$)/i;

/** The password of `.htpasswd` is hashed; the others may name a helper, or a server that is open. */
const MAY_HOLD = /(^|\/)(\.env|\.env\.local|\.htpasswd|\.aws\/credentials|\.docker\/config\.json|\.kube\/config)$/;
