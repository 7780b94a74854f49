import { withoutEnd } from '../text.ts';
/**
 * What a package is for, by its name. Names seen in the signed index of Alpine 3.19 (main v3.19.1-643, community
 * v3.19.1-642).
 */
type PackageClass = 'build' | 'tool' | 'runtime';

/** Compilers and sets of them. Versions are taken off first: `clang17`, `gcc-13`. */
const COMPILERS = new Set(
  (
    'build-base alpine-sdk gcc g++ gcc-gnat gcc-go gcc-objc gfortran clang llvm lld go rust cargo rustup ghc ldc nim ' +
    'crystal dmd ocaml abuild'
  ).split(' '),
);

/** Headers that are not named `-dev`. */
const HEADERS = new Set('linux-headers fortify-headers bsd-compat-headers'.split(' '));

/** Programs that a build runs and a finished program seldom needs; alone they are no proof of a build. */
const TOOLS = new Set(
  (
    'make cmake meson ninja ninja-build samurai ninja-is-really-ninja just autoconf automake libtool bison flex m4 re2c nasm ' +
    'yasm pkgconf pkgconfig patch patchelf gperf swig scons gawk texinfo help2man bmake binutils dpkg-dev ' +
    'cython py3-cython ccache distcc doxygen vala maturin gyp'
  ).split(' '),
);

/**
 * `build`: a compiler or headers. `tool`: make and its like. `runtime`: anything else, which is not to say that it is
 * needed at run time.
 */
export function packageClass(name: string): PackageClass {
  const plain = withoutEnd(withoutEnd(name, '.0123456789'), '-');
  if (name.endsWith('-dev') || HEADERS.has(name) || COMPILERS.has(name) || COMPILERS.has(plain)) return 'build';
  return TOOLS.has(name) ? 'tool' : 'runtime';
}
