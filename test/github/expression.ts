/** Expressions of workflows, as GitHub evaluates them: the part that ours use. Anything else throws. */

type Value = null | boolean | number | string | object;

const token = /\s*('(?:[^']|'')*'|&&|\|\||==|!=|[!(),]|[a-zA-Z_][\w-]*(?:\.[\w-]+)*|\d+)/y;

const isTrue = (value: Value): boolean =>
  value !== null && value !== false && value !== 0 && value !== '' && !Number.isNaN(value);

const toText = (value: Value): string => (value === null ? '' : String(value));

/** Texts are compared without case; what differs in type, as numbers. */
function equal(one: Value, other: Value): boolean {
  if (typeof one === 'string' && typeof other === 'string') return one.toLowerCase() === other.toLowerCase();
  if (typeof one === typeof other && one !== null && other !== null) return one === other;
  return Number(one) === Number(other);
}

const functions: Readonly<Record<string, (one: string, other: string) => boolean>> = {
  startsWith: (text, start) => text.toLowerCase().startsWith(start.toLowerCase()),
  endsWith: (text, end) => text.toLowerCase().endsWith(end.toLowerCase()),
  contains: (text, part) => text.toLowerCase().includes(part.toLowerCase()),
};

function tokensOf(expression: string): string[] {
  const found: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < expression.trimEnd().length) {
    const at = token.lastIndex;
    const text = token.exec(expression)?.[1];
    if (text === undefined) throw new Error(`No expression: ${expression.slice(at)}`);
    found.push(text);
  }
  return found;
}

/** What `a.b.c` is in the contexts; null where a part is missing. */
function lookUp(contexts: object, path: string): Value {
  let at: unknown = contexts;
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null) return null;
    at = Object.entries(at).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  }
  if (at === undefined || at === null) return null;
  if (['string', 'number', 'boolean', 'object'].includes(typeof at)) return at;
  throw new Error(`${path} is no value.`);
}

/** Evaluates an expression, without `${{ }}`, in contexts such as `{github: {event_name: 'push'}}`. */
export function evaluate(expression: string, contexts: object): Value {
  const tokens = tokensOf(expression);
  const take = (text: string): boolean => tokens[0] === text && tokens.shift() !== undefined;
  const need = (text: string): void => {
    if (!take(text)) throw new Error(`"${text}" is missing in ${expression}`);
  };

  function or(): Value {
    let value = and();
    while (take('||')) {
      const other = and();
      value = isTrue(value) ? value : other;
    }
    return value;
  }
  function and(): Value {
    let value = comparison();
    while (take('&&')) {
      const other = comparison();
      value = isTrue(value) ? other : value;
    }
    return value;
  }
  function comparison(): Value {
    const value = unary();
    if (take('==')) return equal(value, unary());
    if (take('!=')) return !equal(value, unary());
    return value;
  }
  function unary(): Value {
    if (take('!')) return !isTrue(unary());
    if (take('(')) {
      const value = or();
      need(')');
      return value;
    }
    return primary(tokens.shift() ?? '');
  }
  function primary(text: string): Value {
    if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
    if (/^\d/.test(text)) return Number(text);
    if (text === 'true' || text === 'false') return text === 'true';
    if (text === 'null') return null;
    if (!/^[a-z_]/i.test(text)) throw new Error(`Something is missing in ${expression}`);
    if (!take('(')) return lookUp(contexts, text);
    const one = or();
    need(',');
    const other = or();
    need(')');
    const apply = functions[text];
    if (apply === undefined) throw new Error(`There is no function ${text}.`);
    return apply(toText(one), toText(other));
  }

  const value = or();
  if (tokens.length > 0) throw new Error(`What is ${tokens.join(' ')} in ${expression}?`);
  return value;
}

/** A text with its `${{ }}` filled in, as a step gets it. */
export function interpolate(text: string, contexts: object): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => toText(evaluate(expression, contexts)));
}

/** Whether an `if:` lets a job run. */
export function holds(condition: string, contexts: object): boolean {
  return isTrue(evaluate(condition, contexts));
}
