// @ts-check
'use strict';

// Where the server's program is.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const standardName = 'kstack-language-server';

/**
 * @param {unknown} setting the value of `kstack.server.path`
 * @returns {string} what to look for: the setting with `~` replaced by the home folder, or the
 *   program's usual name
 */
function wantedProgram(setting) {
  const wanted = typeof setting === 'string' && setting.trim() !== '' ? setting.trim() : standardName;
  return wanted === '~' || /^~[\\/]/.test(wanted) ? path.join(os.homedir(), wanted.slice(1)) : wanted;
}

/**
 * @param {string} wanted a path, or a name to look for on the PATH
 * @param {string | undefined} folder what a relative path starts in; the home folder by default
 * @returns {string | undefined} the full path of a program that can be run
 */
function findProgram(wanted, folder) {
  const isPath = path.isAbsolute(wanted) || /[\\/]/.test(wanted);
  const folders = isPath
    ? [folder ?? os.homedir()]
    : (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const endings = process.platform === 'win32' ? ['', '.exe'] : [''];
  return folders
    .flatMap((each) => endings.map((ending) => path.resolve(each, wanted + ending)))
    .find(isProgram);
}

/** @param {string} file */
function isProgram(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

module.exports = { findProgram, wantedProgram };
