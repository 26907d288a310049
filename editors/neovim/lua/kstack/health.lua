-- `:checkhealth kstack`
local M = {}

-- `vim.health` came with 0.8; before, and where this one says that it is too old, the module stood alone.
local health = vim.health or require('health')
local start = health.start or health.report_start
local ok = health.ok or health.report_ok
local warn = health.warn or health.report_warn
local fail = health.error or health.report_error

function M.check()
  local kstack = require('kstack')
  start('kstack')

  if vim.lsp.enable and vim.lsp.config then
    ok('the server is started by vim.lsp.enable()')
  elseif vim.lsp.start then
    ok('the server is started by vim.lsp.start()')
  else
    fail('this Neovim is too old: 0.8 or later is needed')
  end

  if kstack.options().enable == false then
    warn('vim.g.kstack.enable is false: the plugin does not start the server')
  end

  local known = { capabilities = true, settings = true }
  for name in pairs(kstack.defaults) do
    known[name] = true
  end
  for name in pairs(type(vim.g.kstack) == 'table' and vim.g.kstack or {}) do
    if not known[name] then
      warn(('vim.g.kstack has no option %q'):format(name))
    end
  end

  local config = vim.lsp.config and vim.lsp.config.kstack or kstack.config()
  local program = type(config.cmd) == 'table' and config.cmd[1]
  if not program then
    ok('the server is started by a function')
  elseif vim.fn.executable(program) == 1 then
    local version = vim.fn.systemlist({ program, '--version' })
    ok(('%s: %s'):format(vim.fn.exepath(program), vim.v.shell_error == 0 and version[1] or 'gives no version'))
  else
    fail(('%s is not installed or not on the PATH'):format(program))
  end
end

return M
