import { glob } from "../../../main/ts/glob.ts";
import { ok, test } from "../kit/test.ts";

/** Patterns with names that match, and names that do not: as the server's own tests have them. */
const CASES: [pattern: string, matching: string[], others: string[]][] = [
  ["news", ["news"], ["News", "news.tech", "xnews", ""]],
  ["news.*", ["news.tech", "news.", "news.a.b/c"], ["news", "xnews.tech", "newsxtech"]],
  ["*", ["", "x", "a\nb"], []],
  ["**", ["x"], []],
  ["a**b", ["ab", "axb"], ["a"]],
  ["*.tech", ["news.tech"], ["news.technology"]],
  ["n*.*h", ["news.tech"], ["news.techs"]],
  ["*a*b*", ["xaxbx"], ["ba"]],
  ["ab*ba", ["abba"], ["aba"]],
  ["a?c", ["abc"], ["ac", "abbc"]],
  ["?", ["-", "😀"], ["", "ab"]],
  ["??", [], ["😀"]],
  ["*?x", ["😀x"], ["x"]],
  ["a*b?c", ["a\n\nb\nc"], []],
  ["a", ["a"], ["a\n"]],
  ["", [""], ["a"]],
  ["[abc]", ["b"], ["d", "", "[abc]"]],
  ["[a-c]", ["b"], ["-"]],
  ["[!abc]", ["d", "😀"], ["b", ""]],
  ["[a-c0-2]", ["1"], ["d"]],
  ["[]]", ["]"], ["[]]"]],
  ["[]a]", ["a", "]"], []],
  ["[!]]", ["a"], ["]"]],
  ["[]-a]", ["^"], ["b"]],
  ["[a!]", ["!", "a"], ["b"]],
  ["[!!]", ["a"], ["!"]],
  ["[-a]", ["-", "a"], ["b"]],
  ["[a-]", ["-", "a"], ["b"]],
  ["[!-a]", ["b"], ["-", "a"]],
  ["[!a-]", ["b"], ["-"]],
  ["[--0]", ["."], ["1"]],
  ["[+--]", [","], ["."]],
  ["[a-c-e]", ["b", "-", "e"], ["d"]],
  ["[^a]", ["^", "a"], ["b"]],
  ["[!^a]", ["b"], ["^"]],
  ["[[]x", ["[x"], ["x"]],
  ["[\\]", ["\\"], ["x"]],
  ["[\\d]", ["d", "\\"], ["1"]],
  ["[a\\-c]", ["b"], ["-"]],
  ["[&&a]", ["&"], []],
  ["[*]", ["*"], ["a"]],
  ["[?]", ["?"], ["a"]],
  ["[z-a]", [], ["z", "-", "a"]],
  ["[z-ab]", ["b"], ["a", "z"]],
  ["[!z-a]", ["z", "-"], []],
  ["[😀-😂]", ["😁"], ["a"]],
  ["\\*", ["\\anything"], ["*"]],
  ["[a*", ["[a..."], ["a"]],
  ["[!?", ["[!x"], ["x"]],
];

for (const [pattern, matching, others] of CASES) {
  test(`pattern ${JSON.stringify(pattern)}`, () => {
    for (const name of matching) {
      ok(glob(pattern).test(name), `does not match ${JSON.stringify(name)}`);
    }
    for (const name of others) {
      ok(!glob(pattern).test(name), `matches ${JSON.stringify(name)}`);
    }
  });
}

for (const text of ["[", "[]", "[!", "[!]", "[a", "a[b", "[a-", "x[]y", "]", "a]", "\\", "^$.|(a)+{2}#", "\\1", "x{2}"]) {
  test(`the text ${text} has no wildcard`, () => {
    ok(glob(text).test(text));
    ok(!glob(text).test(`${text}a`));
    ok(!glob(text).test(`a${text}`));
  });
}
