import { baseName } from '../model/paths.ts';

/** Stages that are built by name (`--target`), as their names say: for development, tests, checks or files to export. */
const DEVELOPMENT = /(^|[-_.])(dev|devel|development|debug|debugger|local)($|[-_.])/;
const TOOLBOX =
  /(^|[-_.])(devcontainer|build|builder|builds|sdk|toolchain|toolbox|tools|tests?|ci|lint|fat|full|onbuild|compilers?|cross)($|[-_.])/;
const OTHER =
  /(^|[-_.])(tests?|testing|lint|linter|check|checks|ci|e2e|integration|unit|bench|benchmark|coverage|docs?|vendor|validate|export|release|dist|binary|binaries|artifacts?|out|output|prod|production|runtime|final|update|generate|format|fmt|shell|devcontainer)($|[-_.])/;

/** A target that developers start: what is meant for production does not hold there. */
export function isDevelopmentTarget(name: string | undefined): boolean {
  return name !== undefined && DEVELOPMENT.test(name);
}

/** The name says that the image is there to develop, compile or test in. */
export function isToolboxName(name: string): boolean {
  return DEVELOPMENT.test(name) || TOOLBOX.test(name);
}

/** `Dockerfile.dev`, `dev.Dockerfile`, `dev/Dockerfile`, `.devcontainer/Dockerfile`: the image is for developers. */
export function isDevelopmentFile(path = ''): boolean {
  const name = ownName(path);
  if (isDevelopmentTarget(name)) return true;
  return (
    !/(^|[-_.])prod(uction)?($|[-_.])/.test(name) &&
    /(^|\/)(\.?devcontainer\/|((dev|devel|development)|[\w.-]{1,60}[-_.](dev|local))\/[^/]*$)/i.test(path)
  );
}

/** `test/server/Dockerfile`, `e2e/Dockerfile`, `testdata/…`: a folder of tests, or of what they use. */
const TEST_FOLDER =
  /(^|[-_./])(tests?|testing|e2e|testdata|testfiles|testserver|test-?containers?|test-?env|smoke|fixtures|test[-_](data|e2e|fixtures|images?|integration|server|unit)|integration[-_]?tests?)[-_.\d]*\//i;

/** `Dockerfile-Oldest`, `legacy/Dockerfile`: what is old is the purpose. */
export function isForOldReleases(path = ''): boolean {
  return /(^|[-_./])(oldest|legacy|compat|compatibility|eol)([-_./]|$)/i.test(path);
}

/** The file lies among tests: what it builds serves them and nobody else. */
export function isInTests(path = ''): boolean {
  return TEST_FOLDER.test(path);
}

/** `examples/static/Dockerfile`, `docs/samples/…`: a folder of what shows how something is used. */
export function isExample(path = ''): boolean {
  return /(^|\/)(examples?|samples?|demos?|docs|documentation)\//i.test(path);
}

/** `Dockerfile.old`, `Dockerfile.bak`: kept, and built no more. */
const KEPT = /(^|[-_.])(old|bak|backup|orig|unused|deprecated|obsolete|dirty)($|[-_.])/;

/** The name of the file, its folder or the target says that the image is there to develop or to test with, or that nobody builds it any more. */
export function isForTests(path: string | undefined, target: string | undefined): boolean {
  const tests =
    /(^|[-_.])((acceptance|conformance|fuzz|imap|interop|load|perf|stress|system|unit)?tests?|testing|tester|e2e|smoke|integration|coverage|tilt)($|[-_.])/;
  return (
    isDevelopmentFile(path) ||
    isInTests(path) ||
    [ownName(path ?? ''), target ?? ''].some((name) => isDevelopmentTarget(name) || tests.test(name)) ||
    KEPT.test(ownName(path ?? ''))
  );
}

/** `builder/Dockerfile`; in `build` and `ci` there are as many images of the program itself. */
const TOOLBOX_FOLDER = /(^|[-_./])(builder|sdk|toolchain|toolbox|workspace)\d{0,4}\/[^/]*$/i;

/** The file's name or folder says that the image is there to develop, compile or test in. */
export function isToolboxFile(path = ''): boolean {
  return isDevelopmentFile(path) || isToolboxName(ownName(path)) || TOOLBOX_FOLDER.test(path);
}

/** `base.dockerfile`, `Dockerfile.base`: the image is one for others to build on. */
export function isBaseFile(path = ''): boolean {
  return /(^|[-_.])base($|[-_.])/.test(ownName(path));
}

/** What a file's name says besides `Dockerfile`. */
function ownName(path: string): string {
  return baseName(path)
    .toLowerCase()
    .replace(/^(dockerfile|containerfile)|\.dockerfile$/, '');
}

/** The name says that the stage may be built on its own. */
export function isLikelyTarget(name: string): boolean {
  return DEVELOPMENT.test(name) || OTHER.test(name);
}
