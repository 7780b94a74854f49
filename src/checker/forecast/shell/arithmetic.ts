/** The value of `$((…))` with integers, variables, `+ - * / %`, comparisons and brackets; undefined for anything else. */
export function arithmetic(
  text: string,
  lookup: (name: string) => string | null | undefined,
  assign: (name: string, value: string) => void,
): string | undefined {
  const inner = /^\$\(\((.*)\)\)$/s.exec(text)?.[1] ?? text;
  if (inner.length > 1000) return undefined;
  const tokens =
    inner
      .match(/\s+|\$?\{?[A-Za-z_]\w*\}?|\d+|[<>=!]=|&&|\|\||[-+*/%()<>=]|./gs)
      ?.filter((each) => each.trim() !== '') ?? [];
  let at = 0;
  let depth = 0;
  class Unknown extends Error {}
  const primary = (): number => {
    const token = tokens[at++];
    if (token === undefined || ++depth > 200) throw new Unknown();
    if (token === '(') {
      const value = compare();
      if (tokens[at++] !== ')') throw new Unknown();
      return value;
    }
    if (token === '-') return -primary();
    if (token === '+') return primary();
    if (/^\d+$/.test(token)) return token.length > 1 && token.startsWith('0') ? parseInt(token, 8) : Number(token);
    const name = /^\$?\{?([A-Za-z_]\w*)\}?$/.exec(token)?.[1];
    if (name === undefined) throw new Unknown();
    const value = lookup(name);
    if (value === undefined) throw new Unknown();
    if (value === null || value === '') return 0;
    if (!/^-?\d+$/.test(value)) throw new Unknown();
    return Number(value);
  };
  const product = (): number => {
    let value = primary();
    for (;;) {
      const operator = tokens[at];
      if (operator !== '*' && operator !== '/' && operator !== '%') return value;
      at++;
      const right = primary();
      if (operator !== '*' && right === 0) throw new Unknown();
      value = operator === '*' ? value * right : operator === '/' ? Math.trunc(value / right) : value % right;
    }
  };
  const sum = (): number => {
    let value = product();
    for (;;) {
      const operator = tokens[at];
      if (operator !== '+' && operator !== '-') return value;
      at++;
      value = operator === '+' ? value + product() : value - product();
    }
  };
  const compare = (): number => {
    const value = sum();
    const operator = tokens[at];
    if (operator === undefined || !['<', '>', '<=', '>=', '==', '!='].includes(operator)) return value;
    at++;
    const right = sum();
    const holds = {
      '<': value < right,
      '>': value > right,
      '<=': value <= right,
      '>=': value >= right,
      '==': value === right,
      '!=': value !== right,
    };
    return holds[operator as keyof typeof holds] ? 1 : 0;
  };
  try {
    const name = tokens[1] === '=' ? tokens[0] : undefined;
    if (name !== undefined) at = 2;
    const value = compare();
    if (at !== tokens.length || !Number.isSafeInteger(value)) return undefined;
    if (name !== undefined) assign(name, String(value));
    return String(value);
  } catch (error) {
    if (error instanceof Unknown) return undefined;
    throw error;
  }
}
