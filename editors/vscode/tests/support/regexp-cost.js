'use strict';

// Whether the time that a regular expression takes could run away on a long line, told by its form:
// backtracking is slow where two repetitions can share the same characters between them.

/**
 * @typedef {{ repeats: boolean, optional: boolean } & (
 *   { set: RegExp } | { options: Node[][], width: 'zero' | 'some' })} Node
 */

const alphabet = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));

/**
 * @param {string} source
 * @returns {string[]} what is wrong; nothing for an expression whose time grows with the line's length only
 */
function faultsOf(source) {
  const reader = { source, at: 0 };
  const options = readOptions(reader);
  const faults = [];
  for (const option of options) follow(option, faults);
  return faults;
}

function readOptions(reader) {
  const options = [[]];
  while (reader.at < reader.source.length && reader.source[reader.at] !== ')') {
    if (reader.source[reader.at] === '|') {
      reader.at += 1;
      options.push([]);
    } else {
      options[options.length - 1].push(readNode(reader));
    }
  }
  return options;
}

function readNode(reader) {
  const rest = reader.source.slice(reader.at);
  let node;
  if (rest[0] === '(') {
    const head = /^\((?:\?(?::|<?[=!]))?/.exec(rest)[0];
    reader.at += head.length;
    node = { options: readOptions(reader), width: /[=!]$/.test(head) ? 'zero' : 'some' };
    reader.at += 1;
  } else {
    const atom = /^(?:\[(?:\\.|[^\]\\])*\]|\\.|.)/.exec(rest)[0];
    reader.at += atom.length;
    // An anchor takes no characters; what a group has matched is taken again as it is.
    node = /^(?:\^|\$|\\\d)$/.test(atom) ? { options: [[]], width: 'zero' } : { set: new RegExp(`^${atom}$`) };
  }
  const [suffix = ''] = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(reader.source.slice(reader.at)) ?? [];
  reader.at += suffix.length;
  return { ...node, repeats: /[*+]|,\}/.test(suffix), optional: /^[*?]|^\{0/.test(suffix) };
}

/**
 * Goes through a sequence and returns the repetitions that may still be taking characters at its end.
 * @param {Node[]} nodes
 * @param {string[]} faults
 * @param {RegExp[]} before the repetitions that may be taking characters at its start
 */
function follow(nodes, faults, before = []) {
  let open = before;
  for (const node of nodes) {
    if ('set' in node) {
      if (node.repeats) {
        for (const other of open) {
          const shared = alphabet.find((character) => other.test(character) && node.set.test(character));
          if (shared !== undefined) faults.push(`${other} and ${node.set} both repeat over '${shared}'`);
        }
        open = node.optional ? [...open, node.set] : [node.set];
      } else if (!node.optional) {
        open = [];
      }
    } else if (node.width === 'zero') {
      // What looks ahead takes nothing, but may itself be slow.
      for (const option of node.options) follow(option, faults);
    } else {
      const inside = node.options.flatMap((option) => follow(option, faults, open));
      if (node.repeats && inside.length > 0) faults.push('a repetition repeats');
      open = node.optional ? [...open, ...inside] : inside;
    }
  }
  return open;
}

module.exports = { faultsOf };
