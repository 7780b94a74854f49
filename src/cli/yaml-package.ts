/** What is taken of the package. A module of its own, so that it loads late and alone. */
export { type Document, YAMLParseError, isMap, isScalar, parseDocument, visit } from 'yaml';
