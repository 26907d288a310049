'use strict';

// Copies what the package must have in it and the repository has elsewhere:
//
//   node scripts/copies.js

const fs = require('node:fs');
const path = require('node:path');

const folder = path.join(__dirname, '..');

/** Paths in the extension, and what they are copies of. */
const copies = {
  LICENSE: '../../LICENSE',
  'media/completion.png': '../neovim/pictures/completion.png',
  'media/diagnostics.png': '../neovim/pictures/diagnostics.png',
};

if (require.main === module) {
  for (const [copy, original] of Object.entries(copies)) {
    fs.copyFileSync(path.join(folder, original), path.join(folder, copy));
  }
}

module.exports = { copies };
