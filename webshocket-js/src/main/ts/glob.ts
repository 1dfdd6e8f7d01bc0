/** A bracket with its close, in which a `]` that comes first counts as a character; or any character. */
const ELEMENTS = /\[(!|(?!!))(\][^\]]*|[^\]]+)\]|[^]/gu;

/**
 * Returns the expression of a pattern of channels, which means what it means to the server: `*` is any run of characters, `?` one
 * character, `[a-z_]` one of these, `[!a-z_]` one not of these; all others stand for themselves. It must match the whole name.
 */
export function glob(pattern: string): RegExp {
  const elements = pattern.replace(ELEMENTS, (element, not: string, body: string) =>
    body ? bracket(not, [...body]) : element === "*" ? "*" : element === "?" ? "." : character(element),
  );
  const pieces = elements.split(/\*+/);
  const last = pieces.length > 1 ? `.*${pieces.pop()}` : "";
  // The first occurrence of a piece leaves the most room for the rest, so that no other one need be tried.
  const inner = pieces.slice(1).map((piece, i) => `(?=(.*?${piece}))\\${i + 1}`);
  return new RegExp(`^${pieces[0]}${inner.join("")}${last}$`, "su");
}

function bracket(not: string, body: string[]): string {
  let members = "";
  for (let i = 0; i < body.length; i++) {
    const first = body[i]!;
    const last = body[i + 1] === "-" && body[i + 2];
    if (!last) {
      members += character(first);
      continue;
    }
    // A range with its ends reversed is left out.
    if (first.codePointAt(0)! <= last.codePointAt(0)!) {
      members += `${character(first)}-${character(last)}`;
    }
    i += 2;
  }
  return `[${not && "^"}${members}]`;
}

function character(one: string): string {
  return `\\u{${one.codePointAt(0)!.toString(16)}}`;
}
