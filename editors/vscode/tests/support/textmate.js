'use strict';

// A small TextMate engine for the tests: `match`, `begin` with `while`, captures and includes of the
// grammar itself. Another grammar that is included colours nothing here.

class Tokenizer {
  #grammar;

  /** @param {any} grammar */
  constructor(grammar) {
    this.#grammar = grammar;
  }

  /**
   * @param {string} text
   * @returns {{ line: number, start: number, end: number, scope: string }[]} what has a scope, in order
   */
  tokens(text) {
    /** @type {{ rule: any, continues?: RegExp }[]} */
    let stack = [{ rule: this.#grammar }];
    return text.split('\n').flatMap((content, line) => {
      const ended = stack.findIndex(({ continues }) => continues && !matchAt(continues, content, 0));
      if (ended >= 0) stack = stack.slice(0, ended);
      return this.#line(content, stack).map((token) => ({ line, ...token }));
    });
  }

  #line(content, stack) {
    const tokens = [];
    for (let position = 0, pushed = new Set(); position <= content.length; ) {
      const found = this.#rules(stack[stack.length - 1].rule)
        .filter((rule) => !pushed.has(rule))
        .map((rule) => ({ rule, match: search(expression(rule.match ?? rule.begin), content, position) }))
        .filter(({ match }) => match)
        .sort((one, other) => one.match.index - other.match.index)[0];
      if (!found) break;
      const { rule, match } = found;
      tokens.push(...captured(match, rule.captures ?? rule.beginCaptures ?? {}));
      const end = match.index + match[0].length;
      if (rule.while) {
        stack.push({ rule, continues: expression(withGroups(rule.while, match)) });
        pushed.add(rule);
      }
      position = end > position || rule.while ? end : position + 1;
    }
    return tokens;
  }

  /** The rules with a pattern of their own that may begin inside a rule, in their order. */
  #rules({ patterns = [] }) {
    return patterns.flatMap((pattern) => {
      if (!pattern.include) return pattern.match ?? pattern.begin ? [pattern] : this.#rules(pattern);
      if (!pattern.include.startsWith('#')) return [];
      return this.#rules({ patterns: [this.#grammar.repository[pattern.include.slice(1)]] });
    });
  }
}

/** @param {string} source */
function expression(source) {
  return new RegExp(source, 'dg');
}

function search(regexp, content, position) {
  regexp.lastIndex = position;
  return regexp.exec(content);
}

function matchAt(regexp, content, position) {
  return search(regexp, content, position)?.index === position;
}

/** A `while` may refer to what its `begin` has captured. */
function withGroups(source, match) {
  return source.replace(/\\(\d)/g, (_, group) => match[group].replace(/[\\^$.*+?()[\]{}|-]/g, '\\$&'));
}

function captured(match, captures) {
  return Object.entries(captures)
    .map(([group, { name }]) => ({ span: match.indices[Number(group)], scope: name }))
    .filter(({ span }) => span && span[1] > span[0])
    .map(({ span: [start, end], scope }) => ({ start, end, scope }));
}

module.exports = { Tokenizer };
