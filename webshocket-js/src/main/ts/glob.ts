/** A bracket with its close, in which a `]` that comes first counts as a character; or any character. */
const ELEMENTS = /\[(!|(?!!))(\][^\]]*|[^\]]+)\]|[^]/gu;
/** A range, or any character. */
const MEMBERS = /([^])-([^])|[^]/gu;

/**
 * Returns the expression of a pattern of channels, which means what it means to the server: `*` is any run of characters, `?` one
 * character, `[a-z_]` one of these, `[!a-z_]` one not of these; all others stand for themselves. It must match the whole name.
 */
export function glob(pattern: string): RegExp {
  const expression = pattern.replace(ELEMENTS, (one, not, body) =>
    body ? `[${not && "^"}${body.replace(MEMBERS, member)}]` : one === "*" ? ".*" : one === "?" ? "." : literal(one),
  );
  return new RegExp(`^${expression}$`, "su");
}

/** A range with its ends reversed is left out. */
function member(one: string, first: string, last?: string): string {
  return !last ? literal(one) : first.codePointAt(0)! > last.codePointAt(0)! ? "" : `${literal(first)}-${literal(last)}`;
}

function literal(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}
